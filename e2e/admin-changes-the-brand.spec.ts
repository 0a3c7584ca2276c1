import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.ts";

const accentOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--brand-accent"));

test("a new tagline and accent show for visitors at once; a refused one keeps what was typed", async ({
  signInAs,
  browser,
}) => {
  const page = await signInAs("admin");
  await page.goto("/admin/brand");
  const tagline = page.getByLabel("Tagline");
  const accent = page.getByRole("textbox", { name: "Accent", exact: true });
  const save = page.getByRole("button", { name: "Save brand" });
  const before = { tagline: await tagline.inputValue(), accent: await accent.inputValue() };
  const visitor = await browser.newContext();
  try {
    const home = await visitor.newPage();
    await home.goto("/");
    const accentBefore = await accentOf(home);

    await tagline.fill("Trains, weather and money, well described");
    await accent.fill("not a colour");
    await save.click();
    await expect(page.getByText("Use a CSS colour")).toBeVisible();
    await expect(accent).toBeFocused();
    await expect(tagline).toHaveValue("Trains, weather and money, well described");

    await accent.fill("#7a2e8f");
    await save.click();
    await expect(page.getByText("Every page shows it from now on")).toBeVisible();
    await home.reload();
    await expect(home.getByRole("heading", { level: 1 })).toHaveText(
      "Trains, weather and money, well described",
    );
    expect(await accentOf(home)).not.toBe(accentBefore);
  } finally {
    await visitor.close();
    await page.goto("/admin/brand");
    await tagline.fill(before.tagline);
    await accent.fill(before.accent);
    await save.click();
    await expect(page.getByText("Every page shows it from now on")).toBeVisible();
  }
});
