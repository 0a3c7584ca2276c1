import Link from "next/link";
import { NearbyAnswers } from "#components/shell/nearby-answers.tsx";
import { SearchBox } from "#components/shell/search-box.tsx";
import { routes } from "#lib/routes.ts";

/** Says that an address leads nowhere, and searches for its words. */
export function NothingHere({ path }: { path: string }) {
  const words = wordsOf(path);
  return (
    <div className="max-w-2xl lg:pt-8">
      <p className="font-mono text-caption text-faint">404</p>
      <h1 className="mt-1 text-2xl">There is nothing at this address</h1>
      <p className="mt-2 text-muted">
        It may have moved, been retired, or be visible to other people only. If somebody gave you the link,{" "}
        <Link
          href={routes.signIn()}
          className="text-accent underline decoration-accent-line underline-offset-3 hover:decoration-accent"
        >
          signing in
        </Link>{" "}
        may help.
      </p>
      <div className="mt-7">
        <SearchBox defaultValue={words} />
      </div>
      {words ? <NearbyAnswers words={words} /> : null}
      <p className="mt-8 flex gap-5 text-sm">
        <Link href={routes.catalog()} className="py-1 text-accent hover:underline hover:underline-offset-4">
          All APIs
        </Link>
        <Link href={routes.guides()} className="py-1 text-accent hover:underline hover:underline-offset-4">
          Guides
        </Link>
      </p>
    </div>
  );
}

/** Words of this portal's own addresses say nothing about what was looked for. */
const STRUCTURE = new Set([
  "apis",
  "v",
  "operations",
  "schemas",
  "tags",
  "guides",
  "apps",
  "publish",
  "admin",
  "start",
  "plans",
  "changelog",
  "redoc",
  "html",
  "index",
  "docs",
  "api",
]);

function wordsOf(path: string): string {
  const [bare = ""] = path.split("?");
  return decodeSafely(bare)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !STRUCTURE.has(word.toLowerCase()) && !/^v?\d+$/i.test(word))
    .slice(0, 6)
    .join(" ")
    .slice(0, 80);
}

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a broken escape is part of why nothing was found
  }
}
