import { readFile } from "node:fs/promises";
import { join } from "node:path";

const BUNDLE = join(process.cwd(), "node_modules", "redoc", "bundles", "redoc.standalone.js");
/** The maker's logo comes from another house; as an empty picture Redoc leaves it out. */
const FOREIGN_LOGO = "https://cdn.redoc.ly/redoc/logo-mini.svg";
const holder: { script?: Promise<string> } = {};

/** Redoc itself, from the installed package; the version is in the query, so that browsers may keep it. */
export async function GET(): Promise<Response> {
  holder.script ??= readFile(BUNDLE, "utf8").then((script) => script.replaceAll(FOREIGN_LOGO, "data:,"));
  return new Response(await holder.script, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      "cross-origin-resource-policy": "cross-origin", // the frame that loads it has no origin
    },
  });
}
