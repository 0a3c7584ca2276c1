import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { makeToken } from "./support/access-token.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter, tick } from "./support/keyboard.ts";
import { openDatabase } from "./support/manifest/world.ts";
import { PHONE } from "./support/organisation.ts";
import { people } from "./support/people.ts";
import { freshAddress, signUpOn } from "./support/sign-up.ts";
import { expect, listen, signIn, test } from "./support/test.ts";

/** Versions are for good, so the one of this journey is taken away below the portal. */
test.afterAll(async () => {
  const database = await openDatabase();
  await database.query(`DELETE FROM "TermsAcceptance"`);
  await database.query(`DELETE FROM "TermsVersion"`);
  await database.query(`UPDATE "User" SET "acceptedTerms" = 0 WHERE "acceptedTerms" < 1000`);
  await database.end();
});

/** Whoever publishes a version is asked like everybody else, at once. */
async function acceptAsAsked(admin: Page, version: number): Promise<void> {
  await admin.waitForURL("**/terms/accept?next=*");
  await admin.getByRole("checkbox", { name: `read and accept version ${version}` }).check();
  await admin.getByRole("button", { name: "Accept and continue" }).click();
  await admin.waitForURL((url) => !url.pathname.startsWith("/terms"));
  await admin.goto("/admin/terms");
}

test("an administrator publishes terms; people are asked before they go on, their programs too, and the evidence names them", async ({
  page: admin,
  browser,
  request,
}) => {
  test.slow();
  const context = await browser.newContext(PHONE);
  const guest = await context.newPage();
  const complaints: string[] = [];
  listen(guest, complaints);
  try {
    const email = freshAddress();
    await signUpOn(guest, "/apis/observations/start", email);
    const headers = {
      Authorization: `Bearer ${await makeToken(guest, "Create and change apps and subscriptions")}`,
    };
    const register = () =>
      request.post("/api/v1/apps", { headers, data: { name: `App ${randomBytes(2).toString("hex")}` } });
    expect((await register()).status()).toBe(201);

    await signIn(admin, people.admin);
    await admin.goto("/admin/terms");
    await expectAccessible(admin);
    await admin.getByLabel("Text").fill("# Terms\n\nBe *kind* to the API.");
    await admin.getByLabel("What is new").fill("Kindness is asked for.");
    await admin.getByRole("button", { name: "Publish version" }).click();
    await acceptAsAsked(admin, 1);
    await expect(admin.getByRole("row").filter({ hasText: "Version 1" })).toContainText("In force");

    const refused = await register();
    expect(refused.status(), "a program of somebody who has not accepted").toBe(403);
    expect(await refused.json()).toMatchObject({ needs: "terms", termsVersion: 1 });
    await guest.goto("/apps/new");
    await guest.waitForURL("**/terms/accept?next=*");
    await expect(guest.getByText("Kindness is asked for.")).toBeVisible();
    await expectAccessible(guest);
    await expectNoSidewaysScroll(guest);
    await guest.goto("/account/data");
    await expect(guest, "nobody has to accept in order to leave").toHaveURL(/\/account\/data/);
    await guest.goto("/apps/new");
    await tick(guest.getByRole("checkbox", { name: /read and accept version 1/ }));
    await guest.keyboard.press("Enter");
    await guest.waitForURL("**/apps/new");
    expect((await register()).status()).toBe(201);
    await guest.goto("/terms");
    await expect(guest.getByRole("heading", { name: /^Terms of use of/ })).toBeVisible();
    await expectAccessible(guest);
    await expectNoSidewaysScroll(guest);

    await admin.reload();
    const evidence = await admin.getByRole("link", { name: /^Evidence of version 1/ }).getAttribute("href");
    const csv = await admin.request.get(evidence ?? "");
    expect(csv.headers()["content-type"]).toContain("text/csv");
    expect(await csv.text()).toContain(email);

    await admin.getByLabel("Text").fill("# Terms\n\nBe *very* kind to the API.");
    await enter(admin.getByRole("button", { name: "Publish version" }));
    await acceptAsAsked(admin, 2);
    await expect(admin.getByRole("row").filter({ hasText: "Version 2" })).toContainText("In force");
    await expectAccessible(admin);
    await guest.goto("/apps");
    await guest.waitForURL("**/terms/accept?next=*");
    await expect(guest.getByRole("checkbox", { name: /version 2/ })).not.toBeChecked();
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
});
