import { startOidcHouse } from "#server/sso/testing/oidc-house.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { newestSessionOf, openDatabase } from "./support/manifest/world.ts";
import { people } from "./support/people.ts";
import { keepSecret } from "./support/secrets.ts";
import { freshAddress } from "./support/sign-up.ts";
import { expect, listen, signIn, test } from "./support/test.ts";

test("a person who signs in by a provider alone confirms that it is them there, and what they were doing goes on", async ({
  page: admin,
  browser,
  baseURL,
}) => {
  test.slow();
  const slug = `again-${Date.now().toString(36)}`;
  const house = await startOidcHouse([`${baseURL}/sign-in/with/${slug}/callback`]);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const database = await openDatabase();
  try {
    await signIn(admin, people.admin);
    await admin.goto("/admin/sign-in/new");
    await admin.getByLabel("Name", { exact: true }).fill(`House ${slug}`);
    await admin.getByLabel("Short name").fill(slug);
    await admin.getByLabel("Issuer").fill(house.issuer);
    await admin.getByLabel("Client id").fill("portico");
    await admin.getByLabel(/^Client secret/).fill("a secret of the house and the portal");
    await admin.getByLabel(/^Domains of addresses/).fill("travellers.example");
    await admin.getByRole("button", { name: "Add provider" }).click();
    await admin.waitForURL(/\/admin\/sign-in\/(?!new)/);

    const email = freshAddress();
    house.account = { sub: email, email, email_verified: true, name: "Robin Again", groups: [] };
    const person = await context.newPage();
    const complaints: string[] = [];
    listen(person, complaints);
    await person.goto("/sign-in");
    await person.getByRole("link", { name: new RegExp(slug) }).click();
    await person.waitForURL("**/apps");
    // As if an hour had gone by since.
    await database.query(`UPDATE "Session" SET "provedAt" = now() - interval '1 hour' WHERE id = $1`, [
      await newestSessionOf(database, email),
    ]);

    await person.goto("/account/security");
    await enter(person.getByRole("button", { name: "Set up an app" }));
    const dialog = person.getByRole("dialog", { name: "Confirm it is you" });
    const again = dialog.getByRole("button", { name: `Sign in again at House ${slug}` });
    await expect(again).toBeVisible();
    await expectAccessible(person);
    await expectNoSidewaysScroll(person);
    const beside = context.waitForEvent("page");
    await enter(again);
    await beside;
    const secret = person.locator("code[data-secret]");
    await expect(secret).toBeVisible({ timeout: 20_000 });
    keepSecret("credential", (await secret.innerText()).replaceAll(" ", ""));
    await expect(dialog).toHaveCount(0);

    // Somebody else's account there proves nothing, and says so.
    await database.query(`UPDATE "Session" SET "provedAt" = NULL WHERE id = $1`, [
      await newestSessionOf(database, email),
    ]);
    house.account = { ...house.account, sub: "somebody-else" };
    const other = await context.newPage();
    await other.goto(`/sign-in/with/${slug}/prove`);
    await expect(other.getByText("Nothing was confirmed")).toBeVisible();
    await expectAccessible(other);
    await expectNoSidewaysScroll(other);
    expect(complaints).toEqual([]);
  } finally {
    await database.end();
    await context.close();
    house.close();
  }
});
