import { isStorable } from "#lib/storable.ts";
import { HttpProblem } from "./http-problem.ts";
import { Refusal } from "./refusal.ts";

/** The content type without its parameters, in small letters; "" when there is none. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** The whole body, read piece by piece so that one that is too large is dropped at the limit and not after it. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw tooLarge(maxBytes);
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** A JSON body as a value. */
export function parseJson(bytes: Uint8Array, mediaType: string): unknown {
  if (mediaType !== "application/json" && !mediaType.endsWith("+json")) {
    throw new HttpProblem(415, "unsupported_media_type", "Send the body as application/json.", {
      accept: "application/json",
    });
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), storable);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const reason = error instanceof SyntaxError ? error.message : "It is not UTF-8.";
    throw new Refusal("invalid_input", `The body is not JSON: ${reason}`);
  }
}

function storable(_name: string, value: unknown): unknown {
  if (typeof value === "string" && !isStorable(value)) {
    throw new Refusal("invalid_input", "The body holds a NUL character or half of a surrogate pair.");
  }
  return value;
}

function tooLarge(maxBytes: number): Refusal {
  const limit =
    maxBytes < 1024 * 1024 ? `${Math.floor(maxBytes / 1024)} KB` : `${Math.floor(maxBytes / 1024 / 1024)} MB`;
  return new Refusal("too_large", `The body may have at most ${limit}.`);
}
