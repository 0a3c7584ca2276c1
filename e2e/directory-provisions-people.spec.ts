import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { linkMailedTo } from "./support/mail.ts";
import { openDatabase } from "./support/manifest/world.ts";
import { keepSecret } from "./support/secrets.ts";
import { freshAddress, NEWCOMER_PASSWORD, signUpOn } from "./support/sign-up.ts";
import { expect, listen, test } from "./support/test.ts";

const PHONE = { width: 390, height: 844 };
const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** What DNS proves in the journey of domains; here it only has to be so. */
async function proveDomain(orgName: string, domain: string): Promise<void> {
  const database = await openDatabase();
  await database.query(
    `INSERT INTO "OrganisationDomain" (id, "orgId", domain, challenge, "verifiedAt", "createdBy")
     SELECT $1, id, $2, 'x', now(), 'test' FROM "Organisation" WHERE name = $3`,
    [`dom_${randomBytes(10).toString("hex")}`, domain, orgName],
  );
  await database.end();
}

async function choosePassword(page: Page, address: string): Promise<void> {
  await page.goto("/forgot-password");
  await page.getByLabel("E-mail").fill(address);
  await page.getByLabel("E-mail").press("Enter");
  await expect(page.getByText("a mail with a link is on its way")).toBeVisible();
  await page.goto(await linkMailedTo(page, address));
  await page.getByLabel("New password").fill(NEWCOMER_PASSWORD);
  await page.getByLabel("New password").press("Enter");
  await page.waitForURL((url) => url.pathname !== "/reset-password");
}

test("an owner makes a token; a directory provisions a person and a team, and takes the person out; the owner sees it", async ({
  page: owner,
  baseURL,
  browser,
}) => {
  test.setTimeout(180_000);
  const tail = randomBytes(4).toString("hex");
  const [orgName, domain] = [`Signal box ${tail}`, `signals-${tail}.example`];
  const address = `ada@${domain}`;
  await owner.setViewportSize(PHONE);
  await signUpOn(owner, "/apis/stations/start", freshAddress());
  await owner.goto("/organisation/new");
  await owner.getByLabel("Name").fill(orgName);
  await owner.keyboard.press("Enter");
  await owner.waitForURL("**/organisation");

  await owner.goto("/organisation/provisioning");
  await expect(owner.getByText("The directory has named nobody yet")).toBeVisible();
  await expectAccessible(owner);
  await expectNoSidewaysScroll(owner);
  await owner.getByLabel("Name").focus();
  await owner.keyboard.type("Okta");
  await owner.keyboard.press("Enter");
  const shown = owner.getByRole("status").filter({ hasText: "shown only this once" });
  const token = (await shown.locator("code").first().innerText()).trim();
  keepSecret("credential", token);
  expect(token).toMatch(/^portico_scim_/);
  await expectAccessible(owner);
  await expectNoSidewaysScroll(owner);

  const scim = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${baseURL}/scim/v2/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, json: text ? JSON.parse(text) : null };
  };
  const create = (email: string) =>
    scim("POST", "Users", {
      schemas: [USER],
      userName: email,
      name: { givenName: "Ada", familyName: "Lovelace" },
      emails: [{ value: email, primary: true, type: "work" }],
      active: true,
    });

  expect((await scim("GET", "ServiceProviderConfig")).status).toBe(200);
  const guest = freshAddress();
  expect((await create(guest)).status).toBe(201);
  await proveDomain(orgName, domain);
  const made = await create(address);
  expect([made.status, made.json.active]).toEqual([201, true]);
  expect((await create(address)).status).toBe(409);
  const members = [{ value: made.json.id }];
  expect((await scim("POST", "Groups", { displayName: "Signalmen", members })).status).toBe(201);

  await owner.reload();
  const rowOf = (email: string) => owner.getByRole("row").filter({ hasText: email });
  await expect(rowOf(address)).toContainText("Member");
  await expect(rowOf(guest)).toContainText("Invited");
  const become = owner.getByLabel("What the people of Signalmen become");
  await become.focus();
  await owner.keyboard.press("V");
  await expect(owner.getByText("Role of the group changed")).toBeVisible();
  await expect(become).toHaveValue("viewer");
  await expectAccessible(owner);
  await expectNoSidewaysScroll(owner);

  const context = await browser.newContext({ viewport: PHONE });
  const ada = await context.newPage();
  const complaints: string[] = [];
  listen(ada, complaints);
  await choosePassword(ada, address);
  await ada.goto("/organisation");
  await expect(ada.getByRole("row").filter({ hasText: address })).toContainText(/viewer/i);
  await ada.goto("/organisation/provisioning");
  await expect(ada.getByText("Okta")).toHaveCount(0);

  const off = { schemas: [PATCH_OP], Operations: [{ op: "Replace", path: "active", value: "False" }] };
  const gone = await scim("PATCH", `Users/${made.json.id}`, off);
  expect([gone.status, gone.json.active]).toEqual([200, false]);
  await ada.goto("/organisation");
  await expect(ada.getByText(orgName)).toHaveCount(0);
  expect(complaints).toEqual([]);
  await context.close();

  await owner.setViewportSize({ width: 1280, height: 900 });
  await owner.reload();
  await expect(rowOf(address)).toContainText("Not a member");
  await expect(owner.getByText(`Took out ${address}`)).toBeVisible();
  await expectAccessible(owner);
  await owner.getByRole("link", { name: address }).click();
  await expect(owner.getByRole("heading", { name: "Ada Lovelace" })).toBeVisible();

  await owner.goto("/organisation/provisioning");
  await owner.getByRole("button", { name: "Revoke the token Okta" }).click();
  await owner.getByRole("alertdialog").getByRole("button", { name: "Revoke token" }).click();
  await expect(owner.getByText("Revoked", { exact: true })).toBeVisible();
  expect((await scim("GET", "Users")).status).toBe(401);
});
