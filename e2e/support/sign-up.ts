import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { linkMailedTo } from "./mail.ts";
import { keepSecret } from "./secrets.ts";

export const NEWCOMER_PASSWORD = "quiet harbour seven bicycles";

/** An address nobody has used. */
export function freshAddress(): string {
  return `newcomer-${randomBytes(5).toString("hex")}@travellers.example`;
}

/** From an API's start page to the same page with a confirmed account. */
export async function signUpOn(page: Page, startPath: string, email: string): Promise<void> {
  keepSecret("password", NEWCOMER_PASSWORD);
  await page.goto(startPath);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(NEWCOMER_PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/check-mail");
  await page.goto(await linkMailedTo(page, email));
  await page.waitForURL(`**${startPath}`);
}
