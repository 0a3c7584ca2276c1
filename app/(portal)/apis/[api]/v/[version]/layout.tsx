import "#components/reference/reference.css";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { NotInVersion, readMissingPlace } from "#app/_parts/not-in-version.tsx";
import { ReferenceBehaviour } from "#components/reference/reference-behaviour.tsx";
import { ReferenceNav } from "#components/reference/reference-nav.tsx";
import { writeMarkupOnce } from "#components/reference/written-once.ts";
import { answerMissing } from "#server/platform/answer-missing.ts";
import { wantsDocument } from "#server/platform/delivery.ts";
import { exists, loadVersion } from "../../../_parts/load.ts";
import { navPageOf } from "./_parts/nav-page.ts";

type Props = { params: Promise<{ api: string; version: string }>; children: ReactNode };

/**
 * Holds the navigation while its reader goes from page to page: it is sent once, and keeps its scroll position and what
 * was unfolded. It is no gate: what does not exist, it only says so that it can be read without scripts.
 */
export default async function ReferenceLayout({ params, children }: Props) {
  if (await wantsDocument()) writeMarkupOnce();
  const { api, version } = await params;
  const path = (await headers()).get("x-pathname") ?? "";
  const loaded = await exists(loadVersion(api, version));
  const page = loaded && (await navPageOf(loaded, path));
  if (!loaded) {
    const place = readMissingPlace(path);
    return place && (await answerMissing()) ? <NotInVersion place={place} /> : children;
  }
  if (!page) return children;
  return (
    <ReferenceBehaviour
      api={loaded.api.slug}
      version={loaded.name}
      name={`${loaded.api.name} ${loaded.name}`}
      nav={<ReferenceNav page={page} />}
    >
      {children}
    </ReferenceBehaviour>
  );
}
