import { expectAccessible } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a visitor finds an API by a word and reads one of its operations", async ({ page }) => {
    await page.goto("/apis?q=stations");
    await page.getByRole("link", { name: "Stations", exact: true }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Stations");
    await expect(page.getByText("Northline Rail Data").filter({ visible: true }).first()).toBeVisible();
    await page.goto("/apis/stations/v/v2");
    await page.locator("main a[href$='/v/v2/tags/Stations']").first().click();
    await page
      .getByRole("link", { name: /Read one station/ })
      .first()
      .click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Read one station");
    const main = page.getByRole("main");
    await expect(main).toContainText("/stations/{code}");
    await expect(main).toContainText("Accept-Language");
    await expect(main).toContainText("curl");
    await expect(main).toContainText("Havenmond");
  });

  for (const [edition, address] of [
    ["2.0", "/apis/stations/v/v1"],
    ["3.0", "/apis/payments/v/v1"],
    ["3.1", "/apis/payments/v/v2"],
    ["3.2", "/apis/forecast/v/v1"],
  ] as const) {
    test(`an operation of an OpenAPI ${edition} document reads whole`, async ({ page }) => {
      await page.goto(address);
      for (const part of ["tags", "operations"]) {
        const link = page.locator(`main a[href^="${address}/${part}/"]`).first();
        await page.goto((await link.getAttribute("href")) ?? "");
      }
      const main = page.getByRole("main");
      await expect(main.getByRole("heading", { level: 1 })).not.toBeEmpty();
      await expect(main.getByRole("heading", { name: /responses/i }).first()).toBeVisible();
      await expect(main).toContainText(`curl`);
      await expect(main).toContainText(`/sandbox${address.replace("/apis", "").replace("/v/", "/")}`);
      await expect(main).toContainText("200");
    });
  }

  test("what does not exist says so, and leads on", async ({ page }) => {
    for (const [address, words] of [
      ["/apis/no-such-api", "There is nothing at this address"],
      ["/apis/no-such-api/plans", "There is nothing at this address"],
      ["/apis/no-such-api/v/v1", "This page does not exist"],
      ["/apis/stations/v/v99", "There is no version v99"],
    ] as const) {
      expect((await page.goto(address))?.status(), address).toBe(404);
      await expect(page.getByRole("main")).toContainText(words);
      await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
    }
  });

  test("a deprecated version says so and when it ends", async ({ page }) => {
    await page.goto("/apis/stations/v/v1");
    await expect(page.getByRole("main")).toContainText(/deprecated/i);
  });

  test("the start page explains the way and lets a visitor begin", async ({ page }) => {
    await page.goto("/apis/stations/start");
    await expect(page.getByRole("heading", { name: "Get your key for Stations" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Create account" })).toBeVisible();
  });
});

test("drafts and unknown addresses are not found", async ({ page }) => {
  for (const address of ["/apis/stations/v/v3", "/apis/no-such-api", "/apis/no-such-api/start"]) {
    const response = await page.goto(address);
    expect(response?.status(), address).toBe(404);
  }
});

test("the public pages have no barriers in either theme", async ({ page }) => {
  for (const address of ["/", "/apis", "/apis/stations", "/apis/stations/start"]) {
    await page.goto(address);
    await expectAccessible(page);
  }
});
