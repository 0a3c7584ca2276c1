import { readFileSync } from "node:fs";
import { join } from "node:path";

let known: string | undefined;

/** Which build of web this is: what it makes of the same data may differ from what another does. "" where none was made. */
export function buildId(): string {
  known ??= readBuildId();
  return known;
}

function readBuildId(): string {
  try {
    return readFileSync(join(/* turbopackIgnore: true */ process.cwd(), ".next", "BUILD_ID"), "utf8").trim();
  } catch {
    return "";
  }
}
