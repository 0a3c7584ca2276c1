import { isStorable } from "#lib/storable.ts";
import { env } from "#server/platform/env.ts";
import { fetchOutside } from "#server/platform/outbound.ts";
import { Refusal } from "#server/platform/refusal.ts";

interface Given {
  bytes?: Uint8Array<ArrayBuffer>;
  text?: string;
  url?: string;
  sourceName?: string;
}

interface Source {
  bytes: Uint8Array<ArrayBuffer>;
  sourceName: string;
  mediaType?: string;
}

/** The bytes of an upload, a paste or an address, within the limit on size. */
export async function readSource({ bytes, text, url, sourceName }: Given): Promise<Source> {
  const limit = env().MAX_DOCUMENT_BYTES;
  if (url !== undefined) {
    const answer = await fetchOutside(url, {
      maxBytes: limit,
      timeoutMs: 30_000,
      accept: "application/json, application/yaml, text/yaml, */*;q=0.5",
    });
    if (answer.status !== 200) {
      const message = `The address answered with status ${answer.status}, not with a document.`;
      throw new Refusal("invalid_input", message, { url: message });
    }
    return {
      bytes: answer.body,
      sourceName: (sourceName ?? fileNameOf(answer.url)) || "document",
      mediaType: answer.mediaType,
    };
  }
  const given = bytes ?? new TextEncoder().encode(text ?? "");
  if (given.byteLength > limit) {
    throw new Refusal(
      "too_large",
      `The document has ${megabytes(given.byteLength)}; at most ${megabytes(limit)} are read.`,
    );
  }
  return { bytes: given, sourceName: sourceName ?? (bytes ? "document" : "pasted text") };
}

/** The last part of the path; as it is written when it is not well encoded or no name can be kept of it. */
function fileNameOf(url: string): string {
  const last = new URL(url).pathname.split("/").at(-1) ?? "";
  try {
    const name = decodeURIComponent(last);
    return (isStorable(name) ? name : last).slice(0, 200);
  } catch {
    return last.slice(0, 200);
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
