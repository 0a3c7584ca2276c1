import { createServer } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { register } from "../../instrumentation.ts";
import { clientAddress } from "./client-address.ts";
import { stopAppendingPeerAddress } from "./peer-address.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  stopAppendingPeerAddress();
});

test("once web has started, a client that names another address is known by the one it connects from", async () => {
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  await register();
  const server = createServer((request, response) => {
    const header = request.headers["x-forwarded-for"];
    response.end(typeof header === "string" ? header : "");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  try {
    const forged = await fetch(`http://127.0.0.1:${port}/`, { headers: { "x-forwarded-for": "1.1.1.1" } });
    const seen = await forged.text();
    expect(seen).toBe("1.1.1.1, 127.0.0.1");
    expect(clientAddress(seen, 0)).toBe("127.0.0.1");
    expect(clientAddress(seen, 1)).toBe("1.1.1.1");
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("127.0.0.1");
  } finally {
    await new Promise((done) => server.close(done));
  }
});
