import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.ts";

const HOSTILE = "../shared/specs/hostile/xss-descriptions.json";

async function createApi(page: Page, slug: string): Promise<void> {
  await page.goto("/publish/new");
  await page.getByLabel("Name", { exact: true }).fill(`Trial ${slug}`);
  await page.getByLabel("Address", { exact: true }).fill(slug);
  await page.getByLabel("In one line").fill("A document that wants to run script.");
  await page.getByLabel("Category").fill("Trials");
  await page.getByRole("button", { name: "Create API" }).click();
  await page.waitForURL(`**/publish/${slug}`);
}

function linksBelow(page: Page, prefix: string): Promise<string[]> {
  return page
    .locator(`main a[href^="${prefix}"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
}

test("a document full of script is published and read, runs nothing and sends nothing", async ({
  signInAs,
  baseURL,
}) => {
  test.skip(!existsSync(HOSTILE), `${HOSTILE} is not beside this checkout`);
  const page = await signInAs("railPublisher");
  const attempts: string[] = [];
  page.on("dialog", (dialog) => {
    attempts.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== baseURL) attempts.push(`request: ${url.href}`);
  });

  const slug = `trial-${randomBytes(4).toString("hex")}`;
  await createApi(page, slug);
  await page.goto(`/publish/${slug}/v/v1/upload`);
  await page.locator("input[type=file]").setInputFiles(HOSTILE);
  await page.getByRole("button", { name: "Publish document" }).click();
  await expect(page.getByText(/Revision \d+ is current/)).toBeVisible({ timeout: 45_000 });

  const version = `/apis/${slug}/v/v1`;
  await page.goto(version, { waitUntil: "networkidle" });
  const tags = await linksBelow(page, `${version}/tags/`);
  const parts = [...tags, ...(await linksBelow(page, `${version}/schemas/`))];
  for (const tag of tags) {
    await page.goto(tag);
    parts.push(...(await linksBelow(page, `${version}/operations/`)));
  }
  expect(
    parts.filter((part) => part.includes("/operations/")),
    "the document has operations to read",
  ).not.toEqual([]);
  const addresses = [
    `/apis/${slug}`,
    ...new Set(parts),
    `${version}/redoc`,
    `/publish/${slug}/v/v1`,
    `/publish/${slug}/v/v1/revisions/1`,
  ];
  for (const address of addresses) {
    const response = await page.goto(address, { waitUntil: "networkidle" });
    expect(response?.status(), address).toBe(200);
    const dangerous = await page.evaluate(
      () =>
        document.querySelectorAll(
          "main :is([onerror],[onload],[onclick],[ontoggle],base,object,iframe[srcdoc],meta,form[action^='https://evil'],[href^='javascript:' i],[href^='data:' i],[formaction^='javascript:' i])",
        ).length,
    );
    expect(dangerous, address).toBe(0);
  }
  expect(attempts).toEqual([]);
});
