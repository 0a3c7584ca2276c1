import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";

/** Best first. The build lays both beside each file that they make smaller. */
const CODINGS = [
  { token: "br", ending: ".br" },
  { token: "gzip", ending: ".gz" },
] as const;

const TYPES: Record<string, string> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json; charset=utf-8",
  map: "application/json; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
  ico: "image/x-icon",
  woff2: "font/woff2",
};

type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Answers what the build left in `folder` under `prefix`, compressed beforehand and kept in memory; their names carry
 * their content, so they hold for ever. Whatever is not there by its exact name is left to others.
 */
export function staticFiles(folder: string, prefix: string): Answer {
  const names = new Set(namesIn(folder));
  const bodies = new Map<string, Promise<Buffer>>();
  const bodyOf = (name: string): Promise<Buffer> => {
    const body = bodies.get(name) ?? readFile(join(folder, name));
    bodies.set(name, body);
    return body;
  };
  return (request, response) => {
    const name = nameIn(request.url ?? "", prefix);
    if (name === null || !names.has(name) || (request.method !== "GET" && request.method !== "HEAD"))
      return false;
    const type = TYPES[name.slice(name.lastIndexOf(".") + 1)];
    if (!type) return false;
    const accepted = String(request.headers["accept-encoding"] ?? "");
    const coding = CODINGS.find(({ token, ending }) => accepts(accepted, token) && names.has(name + ending));
    bodyOf(name + (coding?.ending ?? "")).then(
      (body) => {
        response.writeHead(200, {
          "content-type": type,
          "content-length": body.byteLength,
          ...(coding && { "content-encoding": coding.token }),
          vary: "Accept-Encoding",
          "cache-control": "public, max-age=31536000, immutable",
          "x-content-type-options": "nosniff",
        });
        response.end(request.method === "HEAD" ? undefined : body);
      },
      () => {
        bodies.delete(name + (coding?.ending ?? "")); // the next one may succeed
        response.writeHead(503, { "retry-after": "1" }).end();
      },
    );
    return true;
  };
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
}

function nameIn(url: string, prefix: string): string | null {
  const [path = ""] = url.split("?");
  if (!path.startsWith(prefix)) return null;
  try {
    return decodeURIComponent(path.slice(prefix.length));
  } catch {
    return null;
  }
}

/** `br;q=0` refuses it; nobody says so of gzip and means brotli, so the order of preferences is ours. */
function accepts(header: string, token: string): boolean {
  return header.split(",").some((part) => {
    const [name = "", quality = ""] = part.split(";");
    return name.trim() === token && !/q=0(\.0*)?\s*$/.test(quality.trim());
  });
}
