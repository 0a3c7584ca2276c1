import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

test("a visitor sees the exact request, what is missing, and the way to a key", async ({ page }) => {
  await page.goto("/apis/stations/v/v2/operations/listStations");
  await page.getByRole("button", { name: "Try it", exact: true }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText("/sandbox/stations/v2/stations")).toBeVisible();
  await sheet.getByRole("button", { name: "Send request" }).click();
  await expect(sheet.locator('[data-http-status="401"]')).toBeVisible();
  await expect(sheet.getByText("The sandbox wants to know who calls")).toBeVisible();
  await sheet.getByLabel("Call as").selectOption("trial");
  await expect(sheet.getByRole("link", { name: "Sign in" })).toBeVisible();
  await sheet.getByLabel("Where to send it").selectOption("0");
  await expect(sheet.getByText("Sign in to call live servers")).toBeVisible();
  await expectAccessible(page);
});
