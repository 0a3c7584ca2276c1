import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { linkMailedTo } from "./mail.ts";
import { freshAddress, NEWCOMER_PASSWORD } from "./sign-up.ts";
import { expect } from "./test.ts";

/** A new organisation of the person signed in, which their session acts for from then on. Answers its name. */
export async function foundOrganisation(page: Page): Promise<string> {
  const name = `Harbour ${randomBytes(3).toString("hex")}`;
  await page.goto("/organisation/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create organisation" }).click();
  await page.waitForURL("**/organisation");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return name;
}

interface Place {
  role: string;
  /** A team by name, where there are several. */
  team?: string;
}

/** The guest opens an account by the owner's invitation and joins. Answers their address. */
export async function joinByInvitation(owner: Page, guest: Page, { role, team }: Place): Promise<string> {
  const address = freshAddress();
  await owner.goto("/organisation");
  await owner.getByLabel("E-mail").fill(address);
  await owner.getByLabel("Role", { exact: true }).selectOption(role);
  if (team) await owner.getByLabel("Team", { exact: true }).selectOption({ label: team });
  await owner.getByRole("button", { name: "Send invitation" }).click();
  await expect(owner.getByText("The invitation is on its way.")).toBeVisible();
  await guest.goto(await linkMailedTo(guest, address));
  await guest.getByRole("link", { name: "Create an account" }).click();
  await guest.getByLabel("E-mail").fill(address);
  await guest.getByLabel("Password", { exact: true }).fill(NEWCOMER_PASSWORD);
  await guest.getByRole("button", { name: "Create account" }).click();
  await guest.waitForURL("**/check-mail");
  await guest.goto(await linkMailedTo(guest, address));
  await guest.waitForURL("**/join?token=*");
  await guest.getByRole("button", { name: /^Join / }).click();
  await guest.waitForURL("**/organisation");
  return address;
}

/** Somebody's browser on a phone, with what it complains of. */
export const PHONE = { viewport: { width: 390, height: 844 } } as const;
