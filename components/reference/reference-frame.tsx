import "./reference.css";
import type { ReactNode } from "react";
import { ReferenceBehaviour } from "./reference-behaviour.tsx";
import { SchemaUnfolding } from "./schema-unfolding.tsx";

/** Navigation on the left from tablets on, the page beside it. */
export function ReferenceFrame({ nav, children }: { nav: ReactNode; children: ReactNode }) {
  return (
    <ReferenceBehaviour className="reference-frame">
      {nav}
      <div className="min-w-0 md:pt-8">{children}</div>
      <SchemaUnfolding />
    </ReferenceBehaviour>
  );
}
