import type { Metadata } from "next";
import { headers } from "next/headers";
import { NotInVersion, readMissingPlace } from "./_parts/not-in-version.tsx";
import { NothingHere } from "./_parts/nothing-here.tsx";

export const metadata: Metadata = { title: "Page not found", robots: { index: false } };

/** Searches for the words of the address that led nowhere. Next makes this with every page, so it asks nothing for them. */
export default async function NotFoundPage() {
  const path = (await headers()).get("x-pathname") ?? "";
  const place = readMissingPlace(path);
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto w-full max-w-wide flex-1 px-4 pt-8 pb-16 outline-none sm:px-6 lg:px-8"
    >
      {place?.key ? <NotInVersion place={place} /> : <NothingHere path={path} />}
    </main>
  );
}
