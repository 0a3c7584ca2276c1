import { notFound } from "next/navigation";
import { cache } from "react";
import { placeTexts } from "#lib/reference-links.ts";
import { getApi, getVersion } from "#server/catalog/index.ts";
import { orNotFound } from "#server/platform/action.ts";
import { currentContext } from "#server/platform/session.ts";
import { getOverview } from "#server/specs/index.ts";

/** The API that an address names, as far as the reader may see it. */
export const loadApi = cache(async (slug: string) =>
  orNotFound(getApi(await currentContext(), { api: decoded(slug) })),
);

/** The version that an address names, with the overview of its document; null before the first upload. */
export const loadVersion = cache(async (api: string, version: string) => {
  const detail = await orNotFound(
    getVersion(await currentContext(), { api: decoded(api), version: decoded(version) }),
  );
  const place = { api: detail.api.slug, version: detail.name };
  const overview = detail.documentId ? placeTexts(await getOverview(detail.documentId), place) : null;
  return { ...detail, overview, place };
});

export type LoadedVersion = Awaited<ReturnType<typeof loadVersion>>;

/** Parts of an address come percent-encoded; one that is not well encoded names nothing. */
export function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    notFound();
  }
}
