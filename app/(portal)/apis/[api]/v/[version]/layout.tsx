import "#components/reference/reference.css";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { ReactNode } from "react";
import { ReferenceBehaviour } from "#components/reference/reference-behaviour.tsx";
import { ReferenceNav } from "#components/reference/reference-nav.tsx";
import { writeMarkupOnce } from "#components/reference/written-once.ts";
import { wantsDocument } from "#server/platform/delivery.ts";
import { loadVersion } from "../../../_parts/load.ts";
import { navPageOf } from "./_parts/nav-page.ts";

type Props = { params: Promise<{ api: string; version: string }>; children: ReactNode };

/**
 * Holds the navigation while its reader goes from page to page: it is sent once, and keeps its scroll position and what
 * was unfolded. It is no gate; what does not exist is the page's to say.
 */
export default async function ReferenceLayout({ params, children }: Props) {
  if (await wantsDocument()) writeMarkupOnce();
  const { api, version } = await params;
  const path = (await headers()).get("x-pathname") ?? "";
  const loaded = await findVersion(api, version);
  const page = loaded && (await navPageOf(loaded, path));
  if (!loaded || !page) return children;
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

async function findVersion(api: string, version: string) {
  try {
    return await loadVersion(api, version);
  } catch (error) {
    if (isNotFound(error)) return null;
    unstable_rethrow(error);
    throw error;
  }
}

/** What notFound() throws; the page below throws it too, where its own not-found.tsx answers. */
function isNotFound(error: unknown): boolean {
  return error instanceof Error && "digest" in error && String(error.digest).endsWith(";404");
}
