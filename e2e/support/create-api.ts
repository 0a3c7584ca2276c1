import type { Page } from "@playwright/test";

/** Creates an API of the signed-in publisher, with a first version v1, through the page. */
export async function createApi(page: Page, slug: string, summary: string): Promise<void> {
  await page.goto("/publish/new");
  await page.getByLabel("Name", { exact: true }).fill(`Trial ${slug}`);
  await page.getByLabel("Address", { exact: true }).fill(slug);
  await page.getByLabel("In one line").fill(summary);
  await page.getByLabel("Category").fill("Trials");
  await page.getByRole("button", { name: "Create API" }).click();
  await page.waitForURL(`**/publish/${slug}`);
}
