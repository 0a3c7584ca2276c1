import { startOidcHouse } from "#server/sso/testing/oidc-house.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { PHONE } from "./support/organisation.ts";
import { people } from "./support/people.ts";
import { freshAddress } from "./support/sign-up.ts";
import { expect, listen, signIn, test } from "./support/test.ts";

test("an administrator offers a provider, a stranger signs in through it into the mapped organisation, and a taken address is asked for proof", async ({
  page: admin,
  browser,
  baseURL,
}) => {
  test.slow();
  const slug = `house-${Date.now().toString(36)}`;
  const house = await startOidcHouse([`${baseURL}/sign-in/with/${slug}/callback`]);
  const context = await browser.newContext(PHONE);
  try {
    await signIn(admin, people.admin);
    await admin.goto("/admin/sign-in/new");
    await admin.getByLabel("Name", { exact: true }).fill("The House");
    await admin.getByLabel("Short name").fill(slug);
    await admin.getByLabel("Issuer").fill(house.issuer);
    await admin.getByLabel("Client id").fill("portico");
    await admin.getByLabel(/^Client secret/).fill("a secret of the house and the portal");
    await admin.getByLabel(/^Domains of addresses/).fill("travellers.example");
    await admin.getByRole("button", { name: "Add provider" }).click();
    await admin.waitForURL(/\/admin\/sign-in\/(?!new)/);
    await expectAccessible(admin);
    await admin.getByRole("button", { name: "Test provider" }).click();
    await admin.getByLabel("Claim", { exact: true }).fill("groups");
    await admin.getByLabel("Value", { exact: true }).fill("builders");
    await admin.getByLabel("Leads to").selectOption({ label: "Hallway Labs" });
    await admin.getByRole("button", { name: "Add mapping" }).click();
    await expect(admin.getByRole("row").filter({ hasText: "builders" })).toBeVisible();
    await admin.goto("/admin/sign-in");
    const row = admin.getByRole("row").filter({ hasText: "The House" });
    const offer = row.getByRole("button", { name: /^Offer/ });
    if (await offer.isVisible()) await offer.click();
    await expectAccessible(admin);

    const email = freshAddress();
    house.account = { sub: email, email, email_verified: true, name: "Robin House", groups: ["builders"] };
    const stranger = await context.newPage();
    const complaints: string[] = [];
    listen(stranger, complaints);
    await stranger.goto("/sign-in");
    await expectAccessible(stranger);
    await expectNoSidewaysScroll(stranger);
    await enter(stranger.getByRole("link", { name: /The House/ }));
    await stranger.waitForURL("**/apps");
    await stranger.goto("/account/connections");
    await expect(stranger.getByRole("row").filter({ hasText: "The House" })).toBeVisible();
    await expectAccessible(stranger);
    await expectNoSidewaysScroll(stranger);
    await stranger.goto("/organisation");
    await admin.goto(`/admin/users?q=${encodeURIComponent(email)}`);
    await expect(admin.getByRole("row").filter({ hasText: email })).toContainText("Hallway Labs");

    // Somebody at the provider who calls themselves by an address that has an account here gets a mail, not the account.
    house.account = { ...house.account, sub: "another", email: people.consumer.email };
    await context.clearCookies();
    await stranger.goto("/sign-in");
    await enter(stranger.getByRole("link", { name: /The House/ }));
    await stranger.waitForURL("**/sign-in/mailed*");
    await expectAccessible(stranger);
    await stranger.goto("/apps");
    await expect(stranger).toHaveURL(/\/sign-in/);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
    house.close();
  }
});
