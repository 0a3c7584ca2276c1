"use client";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

interface NavStripProps {
  label: string;
  className: string;
  children: ReactNode;
}

/** A navigation that may scroll sideways: it shows the entry of the page that is open, without moving the page. */
export function NavStrip({ label, className, children }: NavStripProps) {
  const path = usePathname();
  const strip = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: which entry is current depends on the path
  useEffect(() => {
    const { current: nav } = strip;
    const here = nav?.querySelector("[aria-current]");
    if (!nav || !here || nav.scrollWidth <= nav.clientWidth) return;
    const [room, entry] = [nav.getBoundingClientRect(), here.getBoundingClientRect()];
    nav.scrollLeft += entry.left + entry.width / 2 - (room.left + room.width / 2);
  }, [path]);
  return (
    <nav ref={strip} aria-label={label} className={className}>
      {children}
    </nav>
  );
}
