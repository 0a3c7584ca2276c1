import type { ReactNode } from "react";

/** A key to press: `<Kbd>/</Kbd>`. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-md border border-rule bg-paper px-1 font-mono text-xs text-muted">
      {children}
    </kbd>
  );
}
