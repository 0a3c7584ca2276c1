import { headers } from "next/headers";
import { NotInVersion, readMissingPlace } from "#app/_parts/not-in-version.tsx";

/** For addresses below a version that does not exist: says in which versions to look instead. */
export default async function VersionNotFound() {
  const place = readMissingPlace((await headers()).get("x-pathname") ?? "");
  // Next makes this with every page below a version; only where it is shown does it ask anything.
  return place ? <NotInVersion place={place} /> : null;
}
