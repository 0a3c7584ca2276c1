import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { startLiveApi } from "./support/live-api.ts";
import { baseUrl } from "./support/portal.ts";
import { expect, test } from "./support/test.ts";

const OPERATIONS = "/apis/stations/v/v2/operations";

function consoleOf(page: Page) {
  return page.getByRole("dialog");
}

for (const [place, viewport, colorScheme] of [
  ["on a desktop", { width: 1280, height: 900 }, "light"],
  ["on a phone", { width: 390, height: 844 }, "light"],
  ["on a phone at night", { width: 390, height: 844 }, "dark"],
] as const)
  test.describe(place, () => {
    test.use({ viewport, colorScheme });

    test("by keyboard alone a consumer finds and calls a sandbox operation, and comes back to where they were", async ({
      signInAs,
    }) => {
      const page = await signInAs("consumer");
      await page.goto("/apis/stations/v/v2/tags/Stations");
      await enter(
        page
          .getByRole("main")
          .locator(".operation-rows")
          .getByRole("link", { name: /Find stations/ }),
      );
      await page.waitForURL("**/operations/listStations");
      await enter(page.getByRole("button", { name: "Try it", exact: true }));
      await expect(consoleOf(page).getByLabel("App", { exact: true })).toBeVisible();
      await enter(page.getByRole("button", { name: "Send request", exact: true }));
      await expect(consoleOf(page).locator('[data-http-status="200"]')).toBeVisible();
      await expect(consoleOf(page).getByRole("textbox", { name: "Response body" })).toContainText(
        "Havenmond",
      );
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.keyboard.press("Escape");
      await expect(consoleOf(page)).toBeHidden();
      await expect(page.getByRole("button", { name: "Try it", exact: true })).toBeFocused();
    });
  });

test("a body is checked while it is typed, and can be sent all the same", async ({ signInAs }) => {
  const page = await signInAs("consumer");
  await page.goto(`${OPERATIONS}/lookUpStations?try`);
  const sheet = consoleOf(page);
  const body = sheet.getByRole("textbox", { name: "Request body" });
  await expect(body).toBeVisible();
  await body.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("[]");
  await sheet.getByRole("button", { name: "Send request" }).click();
  await expect(sheet.getByRole("status").filter({ hasText: "not as the document asks" })).toBeVisible();
  await sheet.getByRole("button", { name: "Send it anyway" }).click();
  await expect(sheet.locator('[data-http-status="400"]')).toBeVisible();
  await expect(sheet.getByText("The sandbox found faults in the request")).toBeVisible();
});

test("a live server is called through the relay: sign-in with PKCE, events as they come, a file", async ({
  signInAs,
}) => {
  test.setTimeout(180_000);
  const page = await signInAs("railPublisher");
  const live = await startLiveApi(`${baseUrl()}/console/callback`);
  const slug = `live-${randomBytes(4).toString("hex")}`;
  await publish(page, slug, live.document);

  const open = async (operation: string) => {
    await page.goto(`/apis/${slug}/v/v1/operations/${operation}?try`);
    await consoleOf(page).getByLabel("Where to send it").selectOption("0");
  };
  const sheet = consoleOf(page);
  const send = sheet.getByRole("button", { name: "Send request" });

  await open("readMe");
  await send.click();
  await expect(sheet.getByText("The API does not accept the credential")).toBeVisible();
  await sheet.getByLabel("Client id", { exact: true }).fill("console");
  const [tab] = await Promise.all([
    page.context().waitForEvent("page"),
    sheet.getByRole("button", { name: "Sign in and get a token" }).click(),
  ]);
  await tab.locator("input[name=login]").fill("ada");
  await tab.locator("input[name=password]").fill("any");
  await tab.locator("button[type=submit]").click();
  await tab.locator("button[type=submit]").click();
  await expect(sheet.getByLabel("Access token", { exact: true })).not.toHaveValue("");
  await send.click();
  await expect(sheet.locator('[data-http-status="200"]')).toBeVisible();
  await expect(sheet.getByText(/no Access-Control-Allow-Origin/)).toBeVisible();
  const token = await sheet.getByLabel("Access token", { exact: true }).inputValue();
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(kept).toContain(slug);
  expect(kept).not.toContain(token);

  await open("streamTicks");
  await send.click();
  await expect(sheet.getByRole("list", { name: /stream of events/ })).toContainText('"count": 3');
  await sheet.getByRole("button", { name: "Stop" }).click();
  await expect(sheet.getByText("You stopped this call.")).toBeVisible();

  await open("readFile");
  await send.click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    sheet.getByRole("button", { name: "Save as a file" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("file");
  live.close();
});

test("an earlier call fills the form again, and the history can be cleared and brought back", async ({
  signInAs,
}) => {
  const page = await signInAs("consumer");
  await page.goto(`${OPERATIONS}/listStations?try`);
  const sheet = consoleOf(page);
  await sheet.getByRole("checkbox", { name: /^q\b/ }).check();
  await sheet.getByRole("textbox", { name: "q", exact: true }).fill("Zuid");
  await sheet.getByRole("button", { name: "Send request" }).click();
  await expect(sheet.locator('[data-http-status="200"]')).toBeVisible();
  await sheet.getByRole("textbox", { name: "q", exact: true }).fill("other");
  await sheet
    .getByRole("button", { name: /\/stations.*200/ })
    .first()
    .click();
  await expect(sheet.getByRole("textbox", { name: "q", exact: true })).toHaveValue("Zuid");
  await sheet.getByRole("button", { name: "Clear history" }).click();
  await sheet.getByRole("button", { name: "Bring it back" }).click();
  await expect(sheet.getByRole("button", { name: /\/stations.*200/ }).first()).toBeVisible();
});

async function publish(page: Page, slug: string, document: string): Promise<void> {
  await page.goto("/publish/new");
  await page.getByLabel("Name", { exact: true }).fill(`Live ${slug}`);
  await page.getByLabel("Address", { exact: true }).fill(slug);
  await page.getByLabel("In one line").fill("An API of this machine.");
  await page.getByLabel("Category").fill("Trials");
  await page.getByRole("button", { name: "Create API" }).click();
  await page.waitForURL(`**/publish/${slug}`);
  await page.goto(`/publish/${slug}/v/v1/upload`);
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "live.json", mimeType: "application/json", buffer: Buffer.from(document) });
  await page.getByRole("button", { name: "Publish document" }).click();
  await expect(page.getByText(/Revision \d+ is current/)).toBeVisible({ timeout: 45_000 });
  await page.goto(`/publish/${slug}/v/v1`);
  await page.getByRole("button", { name: "Publish version" }).click();
  await page
    .getByRole("alertdialog")
    .or(page.getByRole("dialog"))
    .getByRole("button", { name: "Publish version" })
    .click();
  await expect(page.getByRole("button", { name: "Deprecate version" })).toBeVisible();
}

test("the console fits a phone and has no barriers in either theme", async ({ signInAs }) => {
  const page = await signInAs("consumer");
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${OPERATIONS}/lookUpStations?try`);
    await expect(consoleOf(page).getByRole("textbox", { name: "Request body" })).toBeVisible();
    await consoleOf(page).getByRole("button", { name: "Send request" }).click();
    await expect(consoleOf(page).getByRole("textbox", { name: "Response body" })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
});
