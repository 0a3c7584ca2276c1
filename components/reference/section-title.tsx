import type { ReactNode } from "react";

/** A section's heading with an address of its own. */
export function SectionTitle({ id, children }: { id: string; children: ReactNode }) {
  return (
    <h2 id={id} className="mb-1 border-b border-rule pb-2 text-base font-semibold">
      {children}
      <a className="anchor" href={`#${id}`} aria-label="Link to this section">
        #
      </a>
    </h2>
  );
}
