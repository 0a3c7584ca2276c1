import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { linkMailedTo } from "./support/mail.ts";
import { people } from "./support/people.ts";
import { freshAddress, NEWCOMER_PASSWORD } from "./support/sign-up.ts";
import { expect, listen, signIn, test } from "./support/test.ts";

async function chooseMode(admin: Page, mode: string): Promise<void> {
  await admin.goto("/admin/sign-up");
  await admin.getByRole("radio", { name: mode }).check();
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Saved. It holds from now on.")).toBeVisible();
}

test("under approval a newcomer confirms the address, waits, is let in by an administrator and signs in", async ({
  page: admin,
  browser,
}) => {
  test.slow();
  await signIn(admin, people.admin);
  await chooseMode(admin, "After approval");
  await expectAccessible(admin);
  await expectNoSidewaysScroll(admin);

  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const guest = await context.newPage();
  const complaints: string[] = [];
  listen(guest, complaints);
  try {
    const address = freshAddress();
    await guest.goto("/sign-up");
    await expectAccessible(guest);
    await expectNoSidewaysScroll(guest);
    await guest.getByLabel("E-mail").fill(address);
    await guest.getByLabel("Password", { exact: true }).fill(NEWCOMER_PASSWORD);
    await guest.getByLabel("Password", { exact: true }).press("Enter");
    await guest.waitForURL("**/check-mail");
    await guest.goto(await linkMailedTo(guest, address));
    await guest.waitForURL("**/sign-up/waiting");
    await expectAccessible(guest);
    await expectNoSidewaysScroll(guest);
    await guest.goto("/apps");
    await expect(guest).toHaveURL(/\/sign-in/);

    await admin.goto("/admin/sign-up");
    await expectAccessible(admin);
    await enter(admin.getByRole("button", { name: `Let in ${address}` }));
    await enter(admin.getByRole("alertdialog").getByRole("button", { name: "Let in" }));
    // An open dialog hides the rows behind it.
    await expect(admin.getByRole("alertdialog")).toBeHidden();
    await expect(admin.getByRole("row").filter({ hasText: address })).toHaveCount(0);

    expect(await linkMailedTo(guest, address)).toBe("/sign-in");
    await signIn(guest, { email: address }, NEWCOMER_PASSWORD);
    await expect(guest).toHaveURL(/\/apps/);

    await chooseMode(admin, "By invitation");
    await context.clearCookies();
    await guest.goto("/sign-up");
    await expect(guest.getByText("Accounts here are by invitation")).toBeVisible();
    await expectAccessible(guest);
    expect(complaints).toEqual([]);
  } finally {
    await chooseMode(admin, "Everybody");
    await context.close();
  }
});
