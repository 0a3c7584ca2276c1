import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

interface Kept {
  type: string;
  br: Buffer;
  gzip: Buffer;
}

/** A static host as one meets them: everything compressed beforehand, brotli or gzip, one origin, no script of its own. */
export class StaticHost {
  private readonly files = new Map<string, Kept>();
  private readonly server: Server = createServer((request, response) => {
    const file = this.files.get(new URL(request.url ?? "/", "http://localhost").pathname);
    if (!file) return void response.writeHead(404).end();
    const takesBrotli = String(request.headers["accept-encoding"]).includes("br");
    response
      .writeHead(200, {
        "content-type": file.type,
        "content-encoding": takesBrotli ? "br" : "gzip",
        "cache-control": "public, max-age=3600",
      })
      .end(takesBrotli ? file.br : file.gzip);
  });

  add(path: string, body: Buffer | string, type: string): void {
    const bytes = Buffer.from(body);
    this.files.set(path, {
      type,
      br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
      gzip: gzipSync(bytes),
    });
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  async start(): Promise<string> {
    await new Promise<void>((ready) => this.server.listen(0, "localhost", ready));
    const { port } = this.server.address() as AddressInfo; // a TCP server's address is never a string
    return `http://localhost:${port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

const TYPES: Record<string, string> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json; charset=utf-8",
  html: "text/html; charset=utf-8",
  woff2: "font/woff2",
};

export function typeOf(file: string): string {
  return TYPES[file.split(".").at(-1) ?? ""] ?? "application/octet-stream";
}
