import { headers } from "next/headers";
import type { ReactNode } from "react";
import { readMissingPlace } from "#app/_parts/not-in-version.tsx";
import { NothingHere } from "#app/_parts/nothing-here.tsx";
import { answerMissing } from "#server/platform/answer-missing.ts";
import { exists, loadApi } from "../_parts/load.ts";

type Props = { params: Promise<{ api: string }>; children: ReactNode };

/** Says that there is no such API so that it can be read without scripts. It is no gate: each page asks for itself. */
export default async function ApiLayout({ params, children }: Props) {
  const { api } = await params;
  const path = (await headers()).get("x-pathname") ?? "";
  // What is below a version is looked for there.
  if (readMissingPlace(path) || (await exists(loadApi(api))) || !(await answerMissing())) return children;
  return <NothingHere path={path} />;
}
