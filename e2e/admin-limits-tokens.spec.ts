import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { expect, test } from "./support/test.ts";

test("an administrator limits how long tokens live; who makes one is offered no more, and renames it by keyboard", async ({
  signInAs,
}) => {
  test.slow();
  const page = await signInAs("admin");
  const setDays = async (days: string) => {
    await page.goto("/admin/tokens");
    await page.getByLabel("Days").fill(days);
    await page.keyboard.press("Enter");
    await expect(page.getByText("Saved. It holds from now on.")).toBeVisible();
  };
  // Longer than what the other journeys ask for meanwhile.
  await setDays("200");
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);

  await page.goto("/account/tokens");
  await expect(page.getByLabel("Lives for").getByRole("option")).toHaveText(["30 days", "90 days"]);
  await page.getByLabel("Name", { exact: true }).fill("Nightly build");
  await page.getByRole("checkbox", { name: /Read apps/ }).check();
  await page.getByRole("button", { name: "Make token" }).click();
  await expect(page.getByText("Copy the token now")).toBeVisible();
  await enter(page.getByRole("button", { name: "Rename the token Nightly build" }));
  const dialog = page.getByRole("dialog", { name: "Rename token" });
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("Nightly build");
  await expectAccessible(page);
  await dialog.getByLabel("Name", { exact: true }).fill("Weekly build");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Rename the token Weekly build" })).toBeFocused();
  await expect(page.getByRole("row").filter({ hasText: "Weekly build" })).toContainText("Active");
  await page.setViewportSize({ width: 1280, height: 900 });
  await setDays("365");

  await page.goto("/admin/organisations?q=Hallway");
  await page.getByRole("link", { name: "Hallway Labs" }).click();
  await expect(page.getByRole("table", { name: "Apps" })).toContainText("Platform finder");
  await expectAccessible(page);
});
