import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { keepSecret } from "./secrets.ts";

/** Makes an access token that may do what this box says, and answers its secret. */
export async function makeToken(page: Page, may: string): Promise<string> {
  await page.goto("/account/tokens");
  await page.getByRole("textbox", { name: "Name" }).fill(`Journey ${randomBytes(3).toString("hex")}`);
  await page.getByRole("checkbox", { name: may }).check();
  await page.getByRole("button", { name: "Make token" }).click();
  const shown = page.getByRole("status").filter({ hasText: "shown only this once" });
  const value = (await shown.locator("code").first().innerText()).trim();
  keepSecret("credential", value);
  return value;
}
