import { expect, type Page } from "@playwright/test";
import { keepSecret } from "./secrets.ts";

/** Accepts the terms on an API's start page and answers the key that is shown. */
export async function issueFirstKey(page: Page): Promise<string> {
  await page.getByRole("checkbox", { name: /I accept the terms/ }).check();
  await page.getByRole("button", { name: "Issue key" }).click();
  return shownSecret(page);
}

/** The secret on the page, read as a person would copy it. */
export async function shownSecret(page: Page): Promise<string> {
  const secret = page.locator("[data-secret]");
  await expect(secret).toBeVisible();
  const value = (await secret.innerText()).trim();
  keepSecret("credential", value);
  return value;
}
