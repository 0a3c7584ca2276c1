import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { decodedOr } from "#lib/decoded-or.ts";
import { placeTexts } from "#lib/reference-links.ts";
import { routes } from "#lib/routes.ts";
import { getApi, getVersion } from "#server/catalog/index.ts";
import type { Lifecycle, Listing, VersionDetail, Visibility } from "#server/catalog/schema.ts";
import { orNotFound } from "#server/platform/action.ts";
import { Refusal } from "#server/platform/refusal.ts";
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

/** What was asked for, or null where the page below answers with notFound(). */
export async function exists<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** What notFound() throws. */
function isNotFound(error: unknown): boolean {
  return error instanceof Error && "digest" in error && String(error.digest).endsWith(";404");
}

export type LoadedVersion = Awaited<ReturnType<typeof loadVersion>>;

/**
 * For what is in a version: when it is not there, the reader is led to a page that says so and names the versions that
 * have it. A page that calls notFound() itself would be answered with a body that only scripts fill.
 */
export async function orMissing<T>(
  work: Promise<T | undefined>,
  {
    api,
    version,
    kind,
    key,
  }: { api: string; version: string; kind: "operation" | "schema" | "tag"; key: string },
): Promise<T> {
  const found = await work.catch((error: unknown) => {
    if (error instanceof Refusal && (error.code === "not_found" || error.code === "invalid_input"))
      return undefined;
    throw error;
  });
  if (found === undefined) redirect(routes.missing(api, version, kind, key));
  return found;
}

interface Seen {
  visibility: Visibility;
  listing: Listing;
  isReadable: boolean;
  versions: { lifecycle: Lifecycle }[];
}

/** Whether a visitor knows of the API, so that search engines and shared links may. */
export function isOpen({ visibility, listing, isReadable, versions }: Seen): boolean {
  if (visibility !== "public" && !(visibility === "on_request" && listing === "everybody")) return false;
  // Whoever is shown the entry alone is shown it because a version is out.
  return !isReadable || versions.some(({ lifecycle }) => isOpenState(lifecycle));
}

/** Whether a visitor reads what is in it, too. */
export function isOpenInside(api: Seen): boolean {
  return api.visibility === "public" && isOpen(api);
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
  return decodedOr(segment, null) ?? notFound();
}
