import { notFound } from "next/navigation";
import { cache } from "react";
import { getApi, getVersion } from "#server/catalog/index.ts";
import type { Lifecycle, VersionDetail, Visibility } from "#server/catalog/schema.ts";
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
  const overview = detail.documentId ? await getOverview(detail.documentId) : null;
  return { ...detail, overview };
});

export type LoadedVersion = Awaited<ReturnType<typeof loadVersion>>;

/** Whether a visitor sees the API, so that search engines and shared links may know of it. */
export function isOpen({
  visibility,
  versions,
}: {
  visibility: Visibility;
  versions: { lifecycle: Lifecycle }[];
}): boolean {
  return visibility === "public" && versions.some(({ lifecycle }) => isOpenState(lifecycle));
}

/** Whether the version may be listed: what is not yet out or no longer in use may not. */
export function isListed({ api, lifecycle }: Pick<VersionDetail, "api" | "lifecycle">): boolean {
  return api.visibility === "public" && (lifecycle === "published" || lifecycle === "deprecated");
}

function isOpenState(lifecycle: Lifecycle): boolean {
  return lifecycle === "published" || lifecycle === "deprecated" || lifecycle === "retired";
}

/** Parts of an address come percent-encoded; one that is not well encoded names nothing. */
export function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    notFound();
  }
}
