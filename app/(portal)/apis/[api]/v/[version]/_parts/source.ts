import { stringify } from "yaml";
import { getBundle, getSource } from "#server/specs/index.ts";
import type { LoadedVersion } from "../../../../_parts/load.ts";

const MEDIA_TYPES = { json: "application/json; charset=utf-8", yaml: "application/yaml; charset=utf-8" };

/** Rewriting a long document would hold up everybody else; JSON is YAML too. */
const MOST_REWRITTEN_BYTES = 2_000_000;

/** The version's document to keep, every reference inside it; the uploaded text itself where it already is YAML. */
export async function sourceResponse(
  request: Request,
  version: LoadedVersion,
  form: "json" | "yaml",
): Promise<Response> {
  const { documentId } = version;
  if (!documentId) return new Response("This version has no document yet.\n", { status: 404 });
  const etag = `"${documentId}-${form}"`;
  const headers = {
    etag,
    // The address is stable, the document behind it is not; who may read it is asked each time.
    "cache-control": "private, no-cache",
    "content-type": MEDIA_TYPES[form],
    "content-disposition": `inline; filename="${version.api.slug}-${version.name}.${form}"`,
  };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  const bytes =
    form === "json"
      ? await getBundle(documentId)
      : await yamlOf(documentId, Boolean(version.overview?.hasInternal));
  return new Response(new Uint8Array(bytes), { headers });
}

/** What was uploaded may hold parts for its publisher alone; the bundle never does. */
async function yamlOf(documentId: string, hasInternal: boolean): Promise<Uint8Array> {
  const { bytes } = await getSource(documentId);
  const head = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
  if (!hasInternal && !head.startsWith("{")) return bytes;
  const bundle = await getBundle(documentId);
  if (bundle.byteLength > MOST_REWRITTEN_BYTES) return bundle;
  return new TextEncoder().encode(
    stringify(JSON.parse(new TextDecoder().decode(bundle)), { aliasDuplicateObjects: false }),
  );
}
