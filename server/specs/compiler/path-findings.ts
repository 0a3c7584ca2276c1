import { isAmbiguousPath } from "#lib/ambiguous-path.ts";
import type { Finding } from "../schema.ts";
import type { FoundOperation } from "./find-operations.ts";
import { finding } from "./rejection.ts";
import { cutText } from "./tree.ts";

const MAX_FINDINGS = 20;

/** Paths that no client calls as they are written: what they mean would be another address. */
export function pathFindings(found: FoundOperation[]): Finding[] {
  const calls = found.filter(({ isWebhook, path }) => !isWebhook && isAmbiguousPath(path));
  return [...new Set(calls.map(({ path }) => path))].slice(0, MAX_FINDINGS).map((path) => {
    const message = `The path “${cutText(path, 200)}” has a dot segment or a backslash. Clients would call another address, so the portal shows it and does not call it.`;
    const hint = "Write the path that is meant, without “.” and “..” between slashes.";
    const pointer = `#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return finding("warning", "path-ambiguous", message, { pointer, hint });
  });
}
