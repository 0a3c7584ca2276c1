import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter, type } from "./support/keyboard.ts";
import { linkMailedTo } from "./support/mail.ts";
import { PHONE } from "./support/organisation.ts";
import { freshAddress, signUpOn } from "./support/sign-up.ts";
import { expect, listen, test } from "./support/test.ts";

test("a person confirms a new address from its mailbox by keyboard on a phone, and whoever holds the old one takes the account back", async ({
  page,
  browser,
}) => {
  test.slow();
  await page.setViewportSize(PHONE.viewport);
  const [before, after] = [freshAddress(), freshAddress()];
  await signUpOn(page, "/apis/observations/start", before);
  await page.goto("/account/security");
  await type(page.getByLabel("New e-mail"), after);
  await page.keyboard.press("Enter");
  await expect(page.getByText("A mail is on its way to the new address.")).toBeVisible();

  const link = await linkMailedTo(page, after);
  await page.goto(link);
  await expect(page.getByText(after)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await enter(page.getByRole("button", { name: "Use this address" }));
  await page.waitForURL("**/account/security");
  await expect(page.getByText(after).first()).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();

  const context = await browser.newContext(PHONE);
  const owner = await context.newPage();
  const complaints: string[] = [];
  listen(owner, complaints);
  try {
    const undo = await linkMailedTo(owner, before);
    await owner.goto(undo);
    await expect(owner.getByRole("heading", { name: "Take your account back" })).toBeVisible();
    await expectAccessible(owner);
    await expectNoSidewaysScroll(owner);
    await enter(owner.getByRole("button", { name: "Give the account back" }));
    await owner.waitForURL("**/forgot-password");
    await page.goto("/apps");
    await expect(page, "the session that changed it has ended").toHaveURL(/\/sign-in/);
    await owner.goto(undo);
    await expect(owner.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
});
