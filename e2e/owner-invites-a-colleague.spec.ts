import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter, type } from "./support/keyboard.ts";
import { linkMailedTo } from "./support/mail.ts";
import { PHONE } from "./support/organisation.ts";
import { freshAddress, NEWCOMER_PASSWORD } from "./support/sign-up.ts";
import { expect, listen, test } from "./support/test.ts";

test("an owner invites an address, its holder joins from the mail, works in the organisation and leaves again", async ({
  signInAs,
  browser,
}) => {
  test.slow();
  const owner = await signInAs("otherConsumer");
  const address = freshAddress();
  await owner.goto("/organisation");
  await type(owner.getByLabel("E-mail"), address);
  await type(owner.getByLabel("Role", { exact: true }), "Viewer");
  await enter(owner.getByRole("button", { name: "Send invitation" }));
  await expect(owner.getByText("The invitation is on its way.")).toBeVisible();
  await expect(owner.getByRole("listitem").filter({ hasText: address })).toContainText("as viewer");
  await expectAccessible(owner);

  const context = await browser.newContext(PHONE);
  const guest = await context.newPage();
  const complaints: string[] = [];
  listen(guest, complaints);
  const invitation = await linkMailedTo(guest, address);
  await guest.goto(invitation);
  await expect(guest.getByRole("heading", { name: /invites you/ })).toBeVisible();
  await expectAccessible(guest);
  await expectNoSidewaysScroll(guest);
  await enter(guest.getByRole("link", { name: "Create an account" }));
  await type(guest.getByLabel("E-mail"), address);
  await type(guest.getByLabel("Password", { exact: true }), NEWCOMER_PASSWORD);
  await guest.keyboard.press("Enter");
  await guest.waitForURL("**/check-mail");
  await guest.goto(await linkMailedTo(guest, address));
  await guest.waitForURL("**/join?token=*");
  await enter(guest.getByRole("button", { name: /^Join / }));
  await guest.waitForURL("**/organisation");
  await expect(guest.getByRole("row").filter({ hasText: address })).toContainText("You");
  await expect(guest.getByRole("button", { name: "Send invitation" })).toHaveCount(0);
  await expectAccessible(guest);
  await expectNoSidewaysScroll(guest);

  await guest.goto(invitation);
  await expect(guest.getByRole("heading", { name: "This invitation no longer works" })).toBeVisible();

  await guest.goto("/organisation");
  await enter(guest.getByRole("button", { name: "Leave" }));
  await enter(guest.getByRole("button", { name: "Leave organisation" }));
  await expect(guest.getByText("Work with others in an organisation")).toBeVisible();
  await owner.goto("/organisation/activity");
  await expect(owner.getByRole("row").filter({ hasText: "member.left" }).first()).toContainText(address);
  await expectAccessible(owner);
  expect(complaints).toEqual([]);
  await context.close();
});
