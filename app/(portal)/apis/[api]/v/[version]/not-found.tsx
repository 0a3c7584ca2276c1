import { headers } from "next/headers";
import { NoSuchPage, NotInVersion, readMissingPlace } from "#app/_parts/not-in-version.tsx";
import { exists, loadVersion } from "../../../_parts/load.ts";

/**
 * For addresses below a version that does not exist: says in which versions to look instead. Next makes this with every
 * page below a version, so it asks for no more than that page does where there is one.
 */
export default async function VersionNotFound() {
  const place = readMissingPlace((await headers()).get("x-pathname") ?? "");
  if (!place) return null;
  const version = await exists(loadVersion(place.api, place.version));
  return version ? <NoSuchPage api={version.api} version={version.name} /> : <NotInVersion place={place} />;
}
