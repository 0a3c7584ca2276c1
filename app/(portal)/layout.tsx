import type { ReactNode } from "react";

/** What everyone sees: a page as wide as the header. */
export default function PortalLayout({ children }: { children: ReactNode }) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto w-full max-w-wide flex-1 px-4 pt-8 pb-16 outline-none sm:px-6 lg:px-8"
    >
      {children}
    </main>
  );
}
