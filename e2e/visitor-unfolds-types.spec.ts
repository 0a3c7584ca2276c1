import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

const FOLDER = { $ref: "#/components/schemas/Folder" };
const DOCUMENT = {
  openapi: "3.1.1",
  info: { title: "Folders", version: "1" },
  servers: [{ url: "https://folders.example.com" }],
  paths: {
    "/folders/{id}": {
      get: {
        operationId: "readFolder",
        summary: "Read a folder",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: { "200": { description: "It.", content: { "application/json": { schema: FOLDER } } } },
      },
    },
  },
  components: {
    schemas: {
      Folder: {
        type: "object",
        required: ["name"],
        properties: {
          name: { type: "string" },
          owner: { type: "object", properties: { team: { type: "string" } } },
          parent: { anyOf: [FOLDER, { type: "null" }] },
        },
      },
    },
  },
};

async function publish(page: Page, slug: string): Promise<void> {
  await page.goto("/publish/new");
  await page.getByLabel("Name", { exact: true }).fill(`Folders ${slug}`);
  await page.getByLabel("Address", { exact: true }).fill(slug);
  await page.getByLabel("In one line").fill("Folders in folders.");
  await page.getByLabel("Category").fill("Trials");
  await page.getByRole("button", { name: "Create API" }).click();
  await page.waitForURL(`**/publish/${slug}`);
  await page.goto(`/publish/${slug}/v/v1/upload`);
  await page.locator("input[type=file]").setInputFiles({
    name: "folders.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(DOCUMENT)),
  });
  await page.getByRole("button", { name: "Publish document" }).click();
  await expect(page.getByText(/Revision \d+ is current/)).toBeVisible({ timeout: 45_000 });
}

test("a type that contains itself unfolds by keyboard, level by level, and its rows can be linked to", async ({
  signInAs,
  browser,
}) => {
  test.slow();
  const page = await signInAs("railPublisher");
  const slug = `folders-${randomBytes(4).toString("hex")}`;
  await publish(page, slug);
  const address = `/apis/${slug}/v/v1/operations/readFolder`;
  await page.goto(address, { waitUntil: "networkidle" });
  for (const id of ["response-200.parent.name", "response-200.parent.parent.name"]) {
    await page.getByText("Show Folder").filter({ visible: true }).last().focus();
    await page.keyboard.press("Enter");
    await expect(page.locator(`[id="${id}"]`)).toBeVisible();
  }
  await expectAccessible(page);

  const deep = "response-200.parent.parent.owner.team";
  await page.goto(`/apis/${slug}`);
  await page.goto(`${address}#${deep}`);
  await expect(page.locator(`[id="${deep}"]`)).toBeInViewport();

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const reader = await plain.newPage();
  await reader.goto(address);
  await reader.getByText("Show Folder").first().click();
  await reader.locator("details[open] a", { hasText: "Folder" }).last().click();
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Folder");
  await plain.close();

  const fragment = `/apis/${slug}/v/v1/schemas/Folder/fragment`;
  const first = await page.request.get(fragment);
  expect(first.headers()["cache-control"]).toBe("private, no-cache");
  const etag = first.headers().etag ?? "";
  const again = await page.request.get(fragment, { headers: { "if-none-match": etag } });
  expect(again.status()).toBe(304);
  expect((await page.request.get(fragment.replace("Folder/", "Nothing/"))).status()).toBe(404);
});

test("what a version hides from a visitor, its fragments hide too", async ({ page }) => {
  const answer = await page.request.get("/apis/stations/v/v3/schemas/Station/fragment");
  expect(answer.status()).toBe(404);
});
