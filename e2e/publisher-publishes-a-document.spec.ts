import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeToken } from "./support/access-token.ts";
import { baseUrl } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

const UPLOAD = "/publish/stations/v/v3/upload";
const MAY_PUBLISH = "Upload and publish documents";

/** A valid document that nobody has uploaded before. */
function freshDocument(): string {
  const mark = randomBytes(4).toString("hex");
  return JSON.stringify({
    openapi: "3.1.0",
    info: {
      title: "Stations",
      version: `3.0.0-${mark}`,
      license: { name: "Open", url: "https://northline.example/licence" },
    },
    servers: [{ url: "https://api.northline.example/stations/v3" }],
    security: [],
    paths: {
      "/stations": {
        get: {
          operationId: "listStations",
          summary: `Find stations ${mark}`,
          responses: { "200": { description: "Found." }, "400": { description: "Not understood." } },
        },
      },
    },
  });
}

/** A web server of this machine that answers one document; the portal under test may fetch from here. */
async function serve(text: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/stations.json`, close: () => server.close() };
}

test("a publisher uploads a file, and the same bytes again are told so", async ({ signInAs }) => {
  const page = await signInAs("railPublisher");
  const file = { name: "stations.json", mimeType: "application/json", buffer: Buffer.from(freshDocument()) };
  for (const verdict of [/Revision \d+ is current/, /These very bytes already were revision \d+/]) {
    await page.goto(UPLOAD);
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("button", { name: "Publish document" }).click();
    await expect(page.getByText(verdict)).toBeVisible({ timeout: 45_000 });
  }
});

test("a publisher pastes a document", async ({ signInAs }) => {
  const page = await signInAs("railPublisher");
  await page.goto(UPLOAD);
  await page.getByLabel("Or paste the document").fill(freshDocument());
  await page.getByRole("button", { name: "Publish document" }).click();
  await expect(page.getByText(/Revision \d+ is current/)).toBeVisible({ timeout: 45_000 });
});

test("a publisher gives an address, and one that answers nothing useful is refused", async ({ signInAs }) => {
  const page = await signInAs("railPublisher");
  const good = await serve(freshDocument());
  const bad = await serve("<html>Not a document</html>");
  try {
    await page.goto(UPLOAD);
    await page.getByLabel("Or give its address").fill(bad.url);
    await page.getByRole("button", { name: "Publish document" }).click();
    await expect(page.getByText("Not published")).toBeVisible({ timeout: 45_000 });
    await expect(page.getByLabel("Or give its address")).toHaveValue(bad.url);
    await page.getByLabel("Or give its address").fill(good.url);
    await page.getByRole("button", { name: "Publish document" }).click();
    await expect(page.getByText(/Revision \d+ is current/)).toBeVisible({ timeout: 45_000 });
  } finally {
    good.close();
    bad.close();
  }
});

test("a refused document says where it is wrong, and what was pasted stays", async ({ signInAs }) => {
  const page = await signInAs("railPublisher");
  await page.goto(UPLOAD);
  const broken = "openapi: 3.1.0\ninfo:\n  title: Broken\n paths: [";
  await page.getByLabel("Or paste the document").fill(broken);
  await page.getByRole("button", { name: "Publish document" }).click();
  await expect(page.getByText("Not published")).toBeVisible({ timeout: 45_000 });
  await expect(page.getByLabel("Or paste the document")).toHaveValue(broken);
});

test("a document is published over REST with an access token, and not into another organisation", async ({
  signInAs,
  request,
}) => {
  const page = await signInAs("railPublisher");
  const headers = {
    Authorization: `Bearer ${await makeToken(page, MAY_PUBLISH)}`,
    "Content-Type": "application/json",
  };
  const address = "/api/v1/apis/stations/versions/v3/revisions";
  const published = await request.post(address, { headers, data: freshDocument() });
  expect(published.ok(), await published.text()).toBe(true);
  const foreign = await request.post("/api/v1/apis/payments/versions/v2/revisions", {
    headers,
    data: freshDocument(),
  });
  expect(foreign.status()).toBe(404);
});

test("the command line publishes a file", async ({ signInAs }) => {
  const page = await signInAs("railPublisher");
  const token = await makeToken(page, MAY_PUBLISH);
  const folder = await mkdtemp(join(tmpdir(), "portico-cli-"));
  try {
    const file = join(folder, "stations.json");
    await writeFile(file, freshDocument());
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["cli/portico.mjs", "publish", file, "--api", "stations", "--version", "v3"],
      { env: { ...process.env, PORTICO_URL: baseUrl(), PORTICO_TOKEN: token } },
    );
    expect(stdout).toMatch(/revision/i);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("another organisation's API is not found in the publisher's rooms", async ({ signInAs }) => {
  const page = await signInAs("railPublisher");
  expect((await page.goto("/publish/payments"))?.status()).toBe(404);
});
