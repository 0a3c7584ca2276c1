import { readFile } from "node:fs/promises";
import { join } from "node:path";

const BUNDLE = join(process.cwd(), "node_modules", "redoc", "bundles", "redoc.standalone.js");
const holder: { bytes?: Promise<Buffer> } = {};

/** Redoc itself, from the installed package; the version is in the query, so that browsers may keep it. */
export async function GET(): Promise<Response> {
  holder.bytes ??= readFile(BUNDLE);
  return new Response(new Uint8Array(await holder.bytes), {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      "cross-origin-resource-policy": "cross-origin", // the frame that loads it has no origin
    },
  });
}
