import { createServer, request } from "node:http";
import { afterEach, expect, test } from "vitest";
import { mendRequestUrls, stopMendingRequestUrls } from "./request-url.ts";

afterEach(stopMendingRequestUrls);

test("a path that cannot be decoded becomes one that can, and every other path stays as it is", async () => {
  mendRequestUrls();
  const server = createServer((incoming, response) => response.end(incoming.url));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const seen = (path: string): Promise<string> =>
    new Promise((done, failed) => {
      request({ host: "127.0.0.1", port, path }, (answer) => {
        answer.setEncoding("utf8").on("data", done);
      })
        .on("error", failed)
        .end();
    });
  try {
    expect(await seen("/apis/%zz?q=%zz")).toBe("/apis/%25zz?q=%zz");
    expect(await seen("/apis/%ff")).toBe("/apis/%25ff");
    expect(await seen("/apis/a%20b?q=1")).toBe("/apis/a%20b?q=1");
  } finally {
    await new Promise((done) => server.close(done));
  }
});
