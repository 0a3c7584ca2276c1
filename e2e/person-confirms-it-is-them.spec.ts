import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { newestSessionOf, openDatabase } from "./support/manifest/world.ts";
import { keepSecret } from "./support/secrets.ts";
import { freshAddress, NEWCOMER_PASSWORD, signUpOn } from "./support/sign-up.ts";
import { expect, test } from "./support/test.ts";

test("after a while a person is asked once more who they are before something sensitive, on a phone and by keyboard, and loses nothing of what they typed", async ({
  page,
}) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  const email = freshAddress();
  await signUpOn(page, "/apis/observations/start", email);
  const database = await openDatabase();
  const letTimePass = async () =>
    database.query(`UPDATE "Session" SET "provedAt" = now() - interval '11 minutes' WHERE id = $1`, [
      await newestSessionOf(database, email),
    ]);
  try {
    await letTimePass();
    await page.goto("/account/tokens");
    await page.getByLabel("Name", { exact: true }).fill("Nightly build");
    await page.getByRole("checkbox", { name: "Read the APIs that you can see" }).check();
    await enter(page.getByRole("button", { name: "Make token" }));
    const dialog = page.getByRole("dialog", { name: "Confirm it is you" });
    await expect(dialog.getByLabel("Your password")).toBeFocused();
    const refused = page.getByText("Confirm that it is you first.");
    await expect(refused, "nothing is refused while it is asked").toHaveCount(0);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(refused).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Nightly build");
    await expect(page.getByRole("row").filter({ hasText: "Nightly build" }), "nothing was made").toHaveCount(
      0,
    );

    await page.getByRole("button", { name: "Make token" }).click();
    await dialog.getByLabel("Your password").fill("not my password at all");
    await page.keyboard.press("Enter");
    await expect(dialog.getByText("This is not your password.")).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel("Your password").fill(NEWCOMER_PASSWORD);
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    const shown = page.getByRole("status").filter({ hasText: "shown only this once" });
    keepSecret("credential", (await shown.locator("code").first().innerText()).trim());
    await expect(page.getByRole("row").filter({ hasText: "Nightly build" })).toHaveCount(1);

    // The proof holds for ten minutes: the next sensitive act asks nothing.
    await page.goto("/account/security");
    await page.getByLabel("New e-mail").fill(`new-${email}`);
    await page.getByLabel("New e-mail").press("Enter");
    await expect(page.getByText("A mail is on its way to the new address.")).toBeVisible();

    // A button asks as a form does.
    await letTimePass();
    await enter(page.getByRole("button", { name: "Set up an app" }));
    await expect(dialog.getByLabel("Your password")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.locator("code[data-secret]")).toHaveCount(0);
    await page.getByRole("button", { name: "Set up an app" }).click();
    await dialog.getByLabel("Your password").fill(NEWCOMER_PASSWORD);
    await page.keyboard.press("Enter");
    keepSecret("credential", (await page.locator("code[data-secret]").innerText()).replaceAll(" ", ""));
    await expectAccessible(page);
  } finally {
    await database.end();
  }
});
