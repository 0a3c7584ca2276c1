import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { expect, test } from "./support/test.ts";

const TRIAL = /portico_tk_test_[0-9A-Za-z_]+/;
const code = (page: Page) => page.locator("#sample-code");
const picker = (page: Page) => page.locator(".sample-picker > summary");

async function operationsOf(page: Page, version: string): Promise<string[]> {
  await page.goto(version);
  const tags = await page
    .locator(`main a[href^="${version}/tags/"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  await page.goto(tags[0] ?? "");
  return page
    .locator(`main a[href^="${version}/operations/"]`)
    .evaluateAll((links) => [
      ...new Set(links.map((link) => (link.getAttribute("href") ?? "").replace(/[?#].*/, ""))),
    ]);
}

test("a consumer chooses a language once, finds it filled in everywhere, and what is copied runs", async ({
  signInAs,
  context,
}) => {
  const page = await signInAs("consumer");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const documents: string[] = [];
  page.on("response", async (response) => {
    if (response.headers()["content-type"]?.startsWith("text/html")) documents.push(await response.text());
  });
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));

  const [first = "", second = ""] = await operationsOf(page, "/apis/stations/v/v2");
  await page.goto(first);
  await expect(page.getByText(/Sandbox key of/)).toBeVisible();
  await expect(code(page)).toHaveText(TRIAL);

  await picker(page).click();
  await page.getByRole("link", { name: "requests", exact: true }).click();
  await expect(picker(page)).toContainText("Python · requests");
  await expect(picker(page)).toBeFocused();
  await expect(code(page)).toContainText("import requests");
  await expect(code(page)).toHaveText(TRIAL);

  await page.goto(second);
  await expect(code(page)).toContainText("import requests");
  await page.goto("/apps");
  await page.getByRole("link", { name: "Platform finder" }).first().click();
  await page.getByRole("link", { name: "Issue key" }).click();
  await page.waitForURL(/\/keys\/new/);
  await page.getByLabel("Name").fill("Sample");
  await page.getByRole("button", { name: "Issue key" }).click();
  await expect(page.getByLabel("Language of the sample")).toHaveValue("requests");
  page.on("dialog", (dialog) => void dialog.accept());

  await page.goto(first);
  await picker(page).click();
  await page.getByRole("link", { name: "curl", exact: true }).click();
  await expect(code(page)).toHaveText(TRIAL);
  await page.getByRole("button", { name: "Copy sample" }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toMatch(TRIAL);
  const marked = command.replace(/^curl /, "curl --silent --output /dev/null --write-out '%{http_code}' ");
  expect(execFileSync("bash", ["-c", marked], { encoding: "utf8" })).toBe("200");

  const key = TRIAL.exec(command)?.[0] ?? "";
  expect(documents.length).toBeGreaterThan(3);
  expect(documents.filter((html) => html.includes("portico_tk_") && !html.includes("portico_tk_…"))).toEqual(
    [],
  );
  expect(documents.filter((html) => html.includes(key))).toEqual([]);
  expect(addresses.filter((address) => address.includes("portico_tk_"))).toEqual([]);
  await expectAccessible(page);
});

test("a visitor sees the placeholder and the way to a key, by keyboard and on a phone", async ({ page }) => {
  const [first = ""] = await operationsOf(page, "/apis/stations/v/v2");
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(first);
  await expect(code(page)).toContainText("YOUR_API_KEY");
  await expect(page.getByText("to fill in a working key.")).toBeVisible();
  expect(await page.content()).not.toContain("portico_tk_");
  await enter(picker(page));
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(code(page)).toContainText("http --ignore-stdin");
  await expectNoSidewaysScroll(page);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.locator(".sample-menu")).toBeHidden();
  await expect(picker(page)).toBeFocused();
});

test("a person who may only look is told why there is no key", async ({ signInAs }) => {
  const page = await signInAs("viewer");
  const [first = ""] = await operationsOf(page, "/apis/stations/v/v2");
  await page.goto(first);
  await expect(page.getByText(/Only .+ of the organisation may do this/)).toBeVisible();
  await expect(code(page)).toContainText("YOUR_API_KEY");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("each language is a link that works", async ({ page }) => {
    const version = "/apis/stations/v/v2";
    await page.goto(`${version}/tags/Stations`);
    const href = await page.locator(`main a[href^="${version}/operations/"]`).first().getAttribute("href");
    await page.goto(href ?? "");
    await picker(page).click();
    await page.locator(".sample-menu").getByRole("link", { name: "reqwest" }).click();
    await expect(code(page)).toContainText("reqwest::Client::new()");
    await expect(picker(page)).toContainText("Rust");
  });
});

test("another language comes as a fragment that holds no credential, and not for those who may not see the API", async ({
  page,
  request,
}) => {
  const [first = ""] = await operationsOf(page, "/apis/stations/v/v2");
  const fragment = await request.get(`${first}/samples/go`);
  expect(fragment.status()).toBe(200);
  expect(fragment.headers()["cache-control"]).toContain("private");
  expect(await fragment.text()).toContain("YOUR_API_KEY");
  expect((await request.get(`${first}/samples/cobol`)).status()).toBe(404);
  expect((await request.get("/apis/stations/v/v3/operations/x/samples/go")).status()).toBe(404);
});
