import { expect, type Page } from "@playwright/test";
import { keepSecret } from "./secrets.ts";

/** The link of the newest mail to this address, as a path of the portal. */
export async function linkMailedTo(page: Page, address: string): Promise<string> {
  const reader = await page.context().newPage();
  try {
    await expect(async () => {
      await reader.goto("/dev/mail");
      await reader.getByRole("link", { name: address }).first().click({ timeout: 3_000 });
      await expect(reader.getByText(`To ${address}`)).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 45_000 });
    const href = await reader.getByRole("link", { name: "Open the link" }).getAttribute("href");
    if (!href) throw new Error(`The mail to ${address} has no link.`);
    const token = new URL(href, "http://portal.invalid").searchParams.get("token");
    if (token) keepSecret("mailed link", token);
    return href;
  } finally {
    await reader.close();
  }
}
