import type { ReactNode } from "react";
import { writeMarkupOnce } from "#components/reference/written-once.ts";
import { wantsDocument } from "#server/platform/delivery.ts";

/** Before anything of the reference is rendered: how its markup travels. */
export default async function ReferenceLayout({ children }: { children: ReactNode }) {
  if (await wantsDocument()) writeMarkupOnce();
  return children;
}
