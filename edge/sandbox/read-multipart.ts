export interface Part {
  name: string;
  fileName: string | null;
  mediaType: string;
  body: Buffer;
}

const MAX_PARTS = 200;

/** The parts of a multipart body; null when it is not one. */
export function readMultipart(body: Buffer, contentType: string): Part[] | null {
  const boundary = /boundary="?([^";]{1,70})"?/i.exec(contentType)?.[1];
  if (!boundary) return null;
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = body.indexOf(mark);
  while (at >= 0 && parts.length < MAX_PARTS) {
    const start = at + mark.length;
    if (body.subarray(start, start + 2).toString("latin1") === "--") return parts;
    const end = body.indexOf(mark, start);
    if (end < 0) return null;
    const part = readPart(body.subarray(start, end));
    if (part) parts.push(part);
    at = end;
  }
  return null;
}

function readPart(bytes: Buffer): Part | null {
  const split = bytes.indexOf("\r\n\r\n");
  if (split < 0 || split > 8_192) return null;
  const head = bytes.subarray(0, split).toString("utf8");
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? "";
  const name = /[; ]name="([^"]*)"/i.exec(disposition)?.[1] ?? /[; ]name=([^;\s"]+)/i.exec(disposition)?.[1];
  if (name === undefined) return null;
  const fileName = /filename\*?="?([^";]*)"?/i.exec(disposition)?.[1] ?? null;
  const mediaType =
    /^content-type:\s*([^;\r\n]+)/im.exec(head)?.[1]?.trim().toLowerCase() ??
    (fileName === null ? "text/plain" : "application/octet-stream");
  const end = bytes.subarray(-2).toString("latin1") === "\r\n" ? bytes.length - 2 : bytes.length;
  return { name, fileName, mediaType, body: bytes.subarray(split + 4, end) };
}
