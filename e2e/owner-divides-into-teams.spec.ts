import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { shownSecret } from "./support/first-key.ts";
import { enter } from "./support/keyboard.ts";
import { foundOrganisation, joinByInvitation, PHONE } from "./support/organisation.ts";
import { freshAddress, signUpOn } from "./support/sign-up.ts";
import { expect, listen, test } from "./support/test.ts";

test("an owner makes a team, gives it an app, and moves the app by keyboard; a developer outside the team sees it and no key of it, until the app is theirs", async ({
  page: owner,
  browser,
}) => {
  test.slow();
  owner.on("dialog", (dialog) => void dialog.accept());
  await signUpOn(owner, "/apis/observations/start", freshAddress());
  await foundOrganisation(owner);
  await owner.getByLabel("Name of the new team").fill("Boats");
  await owner.getByLabel("Name of the new team").press("Enter");
  const teams = owner.getByRole("list", { name: "Teams" });
  await expect(teams.getByRole("link", { name: "Boats" })).toBeVisible();
  await expectAccessible(owner);

  await owner.goto("/apps/new");
  await owner.getByLabel("Name", { exact: true }).fill("Tide table");
  await owner.getByLabel("Team", { exact: true }).selectOption({ label: "Boats" });
  await owner.getByRole("button", { name: "Register app" }).click();
  await owner.waitForURL(/\/apps\/app_/);
  const app = new URL(owner.url()).pathname;
  await owner.goto(`${app}/keys/new`);
  await owner.getByLabel("Name", { exact: true }).fill("Buoy");
  await owner.getByRole("button", { name: "Issue key" }).click();
  const secret = await shownSecret(owner);

  const context = await browser.newContext(PHONE);
  const outsider = await context.newPage();
  const complaints: string[] = [];
  listen(outsider, complaints);
  try {
    await joinByInvitation(owner, outsider, { role: "developer", team: "Main" });
    await outsider.goto(app);
    await expect(outsider.getByRole("heading", { level: 1, name: "Tide table" })).toBeVisible();
    await expect(outsider.getByText("Buoy")).toBeVisible();
    await expect(outsider.getByRole("link", { name: "Issue key" })).toHaveCount(0);
    await expect(outsider.getByRole("button", { name: /Revoke/ })).toHaveCount(0);
    expect(await outsider.content(), "the key is shown to nobody again").not.toContain(secret);
    await expectAccessible(outsider);
    await expectNoSidewaysScroll(outsider);
    await outsider.goto(`${app}/keys/new`);
    await expect(outsider.getByText(/Only developers of its team/)).toBeVisible();
    await expect(outsider.getByRole("button", { name: "Issue key" })).toHaveCount(0);
    await expectAccessible(outsider);

    await owner.goto("/organisation");
    await teams.getByRole("link", { name: "Boats" }).click();
    await expect(owner.getByRole("heading", { level: 1, name: "Boats" })).toBeVisible();
    await expectAccessible(owner);
    await owner.getByLabel("Move Tide table to").focus();
    await owner.keyboard.type("Main");
    await expect(owner.getByText("Moved", { exact: true })).toBeVisible();
    await expect(owner.getByRole("list", { name: "Apps" })).toHaveCount(0);

    await outsider.goto(app);
    await enter(outsider.getByRole("link", { name: "Issue key" }));
    await outsider.waitForURL("**/keys/new");
    await outsider.goto("/organisation");
    await outsider.getByRole("link", { name: "Boats" }).click();
    await expect(outsider.getByRole("heading", { level: 1, name: "Boats" })).toBeVisible();
    await expect(outsider.getByRole("button", { name: /Delete|Save|Add/ })).toHaveCount(0);
    await expectAccessible(outsider);
    await expectNoSidewaysScroll(outsider);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }

  await enter(owner.getByRole("button", { name: "Delete team" }));
  await enter(owner.getByRole("alertdialog").getByRole("button", { name: "Delete team" }));
  await owner.waitForURL("**/organisation");
  await expect(teams.getByRole("link", { name: "Boats" })).toHaveCount(0);
});
