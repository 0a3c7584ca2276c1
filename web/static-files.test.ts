import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compressStatic } from "#scripts/compress-static.ts";
import { staticFiles } from "./static-files.ts";

const SCRIPT = "export const answer = 42;\n".repeat(100);
let server: Server;
let port: number;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "static-"));
  writeFileSync(join(folder, "app.js"), SCRIPT);
  writeFileSync(join(folder, "tiny.css"), "a{}");
  writeFileSync(join(folder, "odd.exe"), "x".repeat(2_000));
  await compressStatic(folder);
  const answer = staticFiles(folder, "/_next/static/");
  server = createServer((incoming, response) => {
    if (!answer(incoming, response)) response.writeHead(418).end("left to Next");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  port = (server.address() as AddressInfo).port; // a TCP server's address is never a string
});

afterAll(() => void server.close());

interface Answered {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Sends the path as it stands; `fetch` would straighten it first. */
function ask(path: string, accept = "", method = "GET"): Promise<Answered> {
  return new Promise((done, failed) => {
    request({ port, path, method, headers: { "accept-encoding": accept } }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      );
    })
      .once("error", failed)
      .end();
  });
}

describe("files of the build", () => {
  it("come in the best coding that the browser takes, and hold for ever", async () => {
    const { status, headers, body } = await ask("/_next/static/app.js", "gzip, deflate, br, zstd");
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-encoding": "br",
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      vary: "Accept-Encoding",
      "content-length": String(body.byteLength),
    });
    expect(brotliDecompressSync(body).toString()).toBe(SCRIPT);
  });

  it("come as gzip to those who take no brotli, and plain to those who take nothing", async () => {
    const gzip = await ask("/_next/static/app.js?dpl=1", "gzip, br;q=0");
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);
    const plain = await ask("/_next/static/app.js", "identity");
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.body.toString()).toBe(SCRIPT);
  });

  it("too small to be worth compressing come as they are", async () => {
    const { headers, body } = await ask("/_next/static/tiny.css", "br");
    expect(headers["content-encoding"]).toBeUndefined();
    expect(body.toString()).toBe("a{}");
  });

  it("are described without their body", async () => {
    const { status, headers, body } = await ask("/_next/static/app.js", "br", "HEAD");
    expect([status, body.byteLength]).toEqual([200, 0]);
    expect(Number(headers["content-length"])).toBeGreaterThan(0);
  });

  it("that are not there, are of no known type, or are asked for in a roundabout way are left to Next", async () => {
    for (const path of [
      "/_next/static/none.js",
      "/_next/static/app.js.br",
      "/_next/static/odd.exe",
      "/_next/static/../static/app.js",
      "/_next/static/%2e%2e/app.js",
      "/_next/static/%zz",
      "/_next/static/",
      "/app.js",
    ])
      expect([path, (await ask(path, "br")).status]).toEqual([path, 418]);
    expect((await ask("/_next/static/app.js", "br", "POST")).status).toBe(418);
  });
});
