import { randomBytes } from "node:crypto";
import { startSamlHouse } from "#server/sso/testing/saml-house.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { PHONE } from "./support/organisation.ts";
import { people } from "./support/people.ts";
import { expect, listen, signIn, test } from "./support/test.ts";

test("an administrator offers a SAML provider, a stranger comes in by it on a phone, again as the same person, and not once it is switched off", async ({
  page: admin,
  browser,
  baseURL,
}) => {
  test.slow();
  const slug = `saml-${randomBytes(4).toString("hex")}`;
  const name = `Works ${slug}`;
  const house = await startSamlHouse();
  const context = await browser.newContext(PHONE);
  try {
    await signIn(admin, people.admin);
    await admin.goto("/admin/sign-in/new?kind=saml");
    await admin.getByLabel("Name", { exact: true }).fill(name);
    await admin.getByLabel("Short name").fill(slug);
    await admin.getByLabel("Entity id").fill(house.entityId);
    await admin.getByLabel("Sign-in address").fill(house.entryPoint);
    await admin.getByLabel("Signing certificates").fill("no certificate");
    await admin.getByLabel("Domains of addresses").fill("works.example");
    await admin.getByRole("button", { name: "Add provider" }).click();
    await expect(admin.getByText(/certificate/i).first()).toBeVisible();
    await expect(admin.getByLabel("Short name"), "what was typed stays").toHaveValue(slug);
    await expectAccessible(admin);
    await admin.getByLabel("Signing certificates").fill(house.certificate);
    await admin.getByLabel("Short name").press("Enter");
    await admin.waitForURL(/\/admin\/sign-in\/(?!new)/);
    await expect(admin.getByText(`${baseURL}/sign-in/with/${slug}/acs`).first()).toBeVisible();
    await expectAccessible(admin);
    const metadata = await admin.request.get(`/sign-in/with/${slug}/metadata`);
    expect(await metadata.text()).toContain(`${baseURL}/sign-in/with/${slug}/acs`);

    house.person = { nameId: slug, email: `${slug}@works.example`, displayName: "Robin Works" };
    const stranger = await context.newPage();
    const complaints: string[] = [];
    listen(stranger, complaints);
    for (const attempt of ["first", "second"]) {
      await context.clearCookies();
      await stranger.goto("/sign-in");
      await expectNoSidewaysScroll(stranger);
      await enter(stranger.getByRole("link", { name: new RegExp(name) }));
      await stranger.waitForURL("**/apps");
      await stranger.goto("/account/connections");
      const rows = stranger.getByRole("row").filter({ hasText: name });
      await expect(rows, attempt).toHaveCount(1);
    }
    await expectAccessible(stranger);
    await expectNoSidewaysScroll(stranger);
    await admin.goto(`/admin/users?q=${encodeURIComponent(house.person.email)}`);
    await expect(admin.getByRole("row").filter({ hasText: "Robin Works" })).toHaveCount(1);

    // An address of a domain that the provider is not believed of gets a mail instead of an account.
    house.person = { nameId: "other", email: people.consumer.email, displayName: "Somebody" };
    await context.clearCookies();
    await stranger.goto("/sign-in");
    await stranger.getByRole("link", { name: new RegExp(name) }).click();
    await stranger.waitForURL("**/sign-in/mailed*");
    await stranger.goto("/apps");
    await expect(stranger).toHaveURL(/\/sign-in/);

    await admin.goto("/admin/sign-in");
    const row = admin.getByRole("row").filter({ hasText: name });
    await enter(row.getByRole("button", { name: `Turn off ${name}` }));
    await admin.getByRole("alertdialog").getByRole("button", { name: "Turn off" }).click();
    await expect(row.getByRole("button", { name: /^Offer/ })).toBeVisible();
    await stranger.goto("/sign-in");
    await expect(stranger.getByRole("link", { name: new RegExp(name) })).toHaveCount(0);
    await stranger.goto(`/sign-in/with/${slug}`);
    await expect(stranger).toHaveURL(/\/sign-in\?problem=/);
    await expectAccessible(stranger);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
    house.close();
  }
});
