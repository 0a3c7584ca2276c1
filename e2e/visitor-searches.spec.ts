import { expect, test } from "./support/test.ts";

test("a visitor finds a page from the home page's field with the keyboard alone", async ({ page }) => {
  await page.goto("/");
  const field = page.getByRole("main").getByRole("combobox", { name: "Search APIs, operations and guides" });
  const first = page.getByRole("option").first();
  await expect(async () => {
    await field.fill("");
    await field.pressSequentially("stations");
    await expect(first).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("ArrowDown");
  await expect(first).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(first).toBeHidden();
  await expect(field).toBeFocused();
  await page.keyboard.type(" ");
  await expect(first).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/apis\/[^?]+/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/station/i);
});

test("Enter without a choice searches the catalog for the words", async ({ page }) => {
  await page.goto("/");
  const field = page.getByRole("main").getByRole("combobox", { name: "Search APIs, operations and guides" });
  await field.fill("forecast");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/apis?q=forecast");
  await expect(page.getByRole("link", { name: "Forecast", exact: true }).first()).toBeVisible();
});

test("a page that does not exist searches for the words of its address", async ({ page }) => {
  const response = await page.goto("/docs/stations-api");
  expect(response?.status()).toBe(404);
  const main = page.getByRole("main");
  await expect(main.getByRole("combobox")).toHaveValue(/stations/);
  await main
    .getByRole("link", { name: /stations/i })
    .first()
    .click();
  await page.waitForURL(/\/apis\/stations/);
});
