import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { issueFirstKey } from "./support/first-key.ts";
import { enter } from "./support/keyboard.ts";
import { foundOrganisation, joinByInvitation, PHONE } from "./support/organisation.ts";
import { freshAddress, signUpOn } from "./support/sign-up.ts";
import { expect, listen, test } from "./support/test.ts";

const CALL = "/sandbox/stations/v2/stations?q=Haven";

test("a developer leaves from a phone; the app and its key stay and work, and the owner sees what they made and saw, and replaces it", async ({
  page: owner,
  browser,
  request,
}) => {
  test.slow();
  await signUpOn(owner, "/apis/observations/start", freshAddress());
  const organisation = await foundOrganisation(owner);
  const context = await browser.newContext(PHONE);
  const member = await context.newPage();
  const complaints: string[] = [];
  listen(member, complaints);
  member.on("dialog", (dialog) => void dialog.accept());
  try {
    const address = await joinByInvitation(owner, member, { role: "developer" });
    await member.goto("/apis/stations/start");
    const headers = { "X-API-Key": await issueFirstKey(member) };
    expect((await request.get(CALL, { headers })).status()).toBe(200);

    await member.goto("/organisation");
    await enter(member.getByRole("button", { name: "Leave" }));
    const question = member.getByRole("alertdialog");
    await expect(question).toContainText("They stay with the organisation");
    await expectAccessible(member);
    await enter(question.getByRole("button", { name: "Leave organisation" }));
    await expect(member.getByText("Work with others in an organisation")).toBeVisible();
    await expectNoSidewaysScroll(member);
    await member.goto("/apps");
    await expect(member.getByText(organisation)).toHaveCount(0);
    await expect(member.getByRole("link", { name: /first app/ })).toHaveCount(0);
    expect((await request.get(CALL, { headers })).status(), "keys belong to the organisation").toBe(200);

    await owner.goto("/organisation");
    const left = owner.getByRole("list", { name: "People who left" });
    await expect(left).toContainText(address);
    await enter(left.getByRole("link"));
    await owner.waitForURL("**/organisation/members/*");
    await expect(owner.getByText("Secrets they saw that still work: 1").first()).toBeVisible();
    const table = owner.getByRole("table", { name: "Made or seen" });
    await expect(table.getByRole("row").filter({ hasText: "API key" })).toContainText(
      "Still works: replace it",
    );
    await expectAccessible(owner);
    await owner.setViewportSize(PHONE.viewport);
    await expectNoSidewaysScroll(owner);
    await table
      .getByRole("link", { name: /first app/ })
      .first()
      .click();
    await owner.waitForURL(/\/apps\/app_/);
    await owner.getByRole("button", { name: "Revoke the key Sandbox key" }).click();
    await owner.getByRole("alertdialog").getByRole("button", { name: "Revoke key" }).click();
    await expect(async () => {
      expect((await request.get(CALL, { headers })).status()).toBe(401);
    }).toPass({ timeout: 2_000, intervals: [100] });
    await owner.goto("/organisation");
    await left.getByRole("link").click();
    await expect(owner.getByText("No longer works")).toBeVisible();
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
});
