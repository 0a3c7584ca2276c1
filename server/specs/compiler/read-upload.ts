import { decodeText } from "./decode-text.ts";
import { readArchive } from "./read-archive.ts";
import { megabytes, reject } from "./rejection.ts";
import type { Upload } from "./upload.ts";

/** Turns uploaded bytes into text, or says what they are instead. */
export function readUpload(bytes: Uint8Array, sourceName: string, maxBytes: number): Upload {
  if (bytes.length === 0) throw reject("empty-file", "The file is empty.");
  if (bytes.length > maxBytes) {
    throw reject(
      "too-large",
      `The document has ${megabytes(bytes.length)}; at most ${megabytes(maxBytes)} are accepted.`,
    );
  }
  if (startsWith(bytes, [0x1f, 0x8b])) {
    throw reject("compressed", "This is a gzip file. Unpack it and upload the document inside.", {
      hint: "For a document of several files, upload a ZIP archive.",
    });
  }
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return readArchive(bytes, maxBytes);
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46]))
    throw reject("not-a-document", "This is a PDF file, not an OpenAPI document.");

  const text = decodeText(bytes);
  refuseWebPage(text);
  if (text.trim() === "") throw reject("empty-file", "The file holds only white space.");
  const root = `/${sourceName.replaceAll("\\", "/").split("/").at(-1) || "document"}`;
  return { root, files: new Map([[root, text]]) };
}

function refuseWebPage(text: string): void {
  if (
    !/^\s*(<!doctype\s+html|<html|<head|<body|<\?xml[^>]*>\s*<(!doctype\s+html|html))/i.test(
      text.slice(0, 2_000),
    )
  ) {
    if (/^\s*<(\?xml|[a-z])/i.test(text.slice(0, 200)))
      throw reject("not-a-document", "This is XML, not an OpenAPI document.", { line: 1, column: 1 });
    return;
  }
  throw reject("web-page", "This is a web page (HTML), perhaps a sign-in page, not an OpenAPI document.", {
    line: 1,
    column: 1,
    hint: "Open the address in a private window: what you see there is what was fetched. Use the address of the raw file.",
  });
}

function startsWith(bytes: Uint8Array, magic: number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}
