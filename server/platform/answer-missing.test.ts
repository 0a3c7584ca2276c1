import { createServer, type IncomingHttpHeaders, request } from "node:http";
import { afterEach, expect, test } from "vitest";
import { markMissing, rememberResponses, stopRememberingResponses } from "./answer-missing.ts";

afterEach(stopRememberingResponses);

test("an answer is made a 404 by the name that its own request carries, whatever the client sent, and only until it is over", async () => {
  rememberResponses();
  const slots: string[] = [];
  const server = createServer(({ url, headers }, response) => {
    const slot = String(headers["x-response-slot"]);
    slots.push(slot);
    if (url === "/missing") markMissing(slot);
    if (url === "/others") markMissing(slots[0] ?? "");
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const statusOf = (path: string, headers: IncomingHttpHeaders = {}): Promise<number | undefined> =>
    new Promise((done, failed) => {
      request({ host: "127.0.0.1", port, path, headers }, (answer) => {
        answer.resume().on("end", () => done(answer.statusCode));
      })
        .on("error", failed)
        .end();
    });
  try {
    expect(await statusOf("/there")).toBe(200);
    expect(await statusOf("/missing", { "x-response-slot": "chosen" })).toBe(404);
    expect(await statusOf("/others")).toBe(200);
    expect(slots).not.toContain("chosen");
    expect(new Set(slots).size).toBe(3);
    expect(globalThis.porticoResponses?.size).toBe(0);
  } finally {
    await new Promise((done) => server.close(done));
  }
});
