import { readFile } from "node:fs/promises";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { freshAddress, NEWCOMER_PASSWORD, signUpOn } from "./support/sign-up.ts";
import { expect, test } from "./support/test.ts";

test("a person takes their data along, deletes the account by keyboard on a phone, and cannot sign in again", async ({
  page,
}) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  const email = freshAddress();
  await signUpOn(page, "/apis/observations/start", email);
  await page.goto("/account/data");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download your data" }).click();
  const data = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(data.profile.email).toBe(email);
  expect(JSON.stringify(data)).not.toContain("argon2");

  await enter(page.getByRole("button", { name: "Delete account" }));
  const dialog = page.getByRole("alertdialog");
  const confirm = dialog.getByRole("button", { name: "Delete account" });
  await expect(confirm).toBeDisabled();
  await expectAccessible(page);
  await dialog.getByRole("textbox").fill(email);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/goodbye");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.goto("/apps");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(NEWCOMER_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("The e-mail or the password is not right.").first()).toBeVisible();
});
