import { constants, gunzipSync } from "node:zlib";
import { db } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { getOverview } from "../read-document.ts";

type SourceKind = "json" | "yaml" | "zip";

interface PublishedSource {
  /** The uploaded bytes, gzip. */
  packed: Uint8Array<ArrayBuffer>;
  kind: SourceKind;
}

const HEAD_BYTES = 4_096;

/**
 * The bytes as they were uploaded. What the published document leaves out (internal parts, files of an archive that
 * nothing refers to) is for the publisher's own people.
 */
export async function getPublishedSource(
  documentId: string,
  { isPublisher }: { isPublisher: boolean },
): Promise<PublishedSource> {
  const [overview, row] = await Promise.all([
    getOverview(documentId),
    db().document.findUnique({ where: { id: documentId }, select: { source: true } }),
  ]);
  if (!row) throw new Refusal("not_found", "This document does not exist.");
  const kind = kindOf(row.source);
  if (!isPublisher && (overview.hasInternal || kind === "zip")) {
    throw new Refusal(
      "not_allowed",
      "The publisher keeps this upload, because it holds more than was published. Take the document as JSON or YAML instead: it is whole.",
    );
  }
  return { packed: row.source, kind };
}

/** Its beginning tells; unpacking all of it would take long for a large one. */
function kindOf(packed: Uint8Array): SourceKind {
  const head = gunzipSync(packed.subarray(0, HEAD_BYTES), { finishFlush: constants.Z_SYNC_FLUSH });
  if (head[0] === 0x50 && head[1] === 0x4b) return "zip";
  const text = new TextDecoder(head[0] === 0xff && head[1] === 0xfe ? "utf-16le" : "utf-8").decode(head);
  return text.trimStart().startsWith("{") ? "json" : "yaml";
}
