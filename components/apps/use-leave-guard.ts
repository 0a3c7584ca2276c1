"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";

interface LeaveGuard {
  /** Where the person wanted to go, while they are asked. */
  wanted: string | null;
  stay: () => void;
  leave: () => void;
}

/** Asks once before the page is left, by a link or by closing it, as long as `isGuarded`. */
export function useLeaveGuard(isGuarded: boolean): LeaveGuard {
  const router = useRouter();
  const [wanted, setWanted] = useState<string | null>(null);
  const hasAsked = useRef(false);

  useEffect(() => {
    if (!isGuarded) return;
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!hasAsked.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      if (hasAsked.current || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.origin !== location.origin)
        return;
      if (link.pathname === location.pathname && link.hash) return;
      event.preventDefault();
      event.stopPropagation();
      hasAsked.current = true;
      setWanted(link.pathname + link.search + link.hash);
    };
    addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [isGuarded]);

  return {
    wanted,
    stay: () => setWanted(null),
    leave: () => {
      if (wanted) router.push(wanted);
      setWanted(null);
    },
  };
}
