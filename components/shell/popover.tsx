"use client";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

interface PopoverProps {
  id: string;
  label: string;
  children: ReactNode;
}

/**
 * The platform's own popover under the header's right end, opened by `<button popoverTarget={id}>`: works without
 * scripts, closes on Esc, on a press outside and when the page changes.
 */
export function Popover({ id, label, children }: PopoverProps) {
  const element = useRef<HTMLDivElement>(null);
  const path = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page is the reason to close
  useEffect(() => {
    if (element.current?.matches(":popover-open")) element.current.hidePopover();
  }, [path]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's own rendering is in the way of a popover
    <div
      ref={element}
      id={id}
      popover="auto"
      role="group"
      aria-label={label}
      className="fixed top-[calc(var(--header-height)-4px)] right-4 left-auto m-0 max-h-[calc(100dvh-var(--header-height)-1rem)] w-72 max-w-[calc(100vw-2rem)] overflow-y-auto sm:right-6 lg:right-[max(2rem,calc((100vw-var(--container-wide))/2+2rem))] rounded-lg border border-rule bg-raised p-1.5 text-ink shadow-float"
    >
      {children}
    </div>
  );
}
