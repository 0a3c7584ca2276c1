import { DEMO_PASSWORD, people } from "./support/people.ts";
import { freshAddress, NEWCOMER_PASSWORD } from "./support/sign-up.ts";
import { expect, test } from "./support/test.ts";

test.describe.configure({ retries: 0 });

const PAGES = ["/", "/apis", "/apis/stations", "/apis/stations/v/v2", "/guides", "/sign-in", "/no-such-page"];

test("every page's scripts carry a nonce of their own answer, and none is refused", async ({ page }) => {
  const nonces = new Set<string>();
  for (const address of PAGES) {
    const response = await page.goto(address, { waitUntil: "networkidle" });
    const policy = response?.headers()["content-security-policy"] ?? "";
    const nonce = /script-src [^;]*'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    expect(nonce, address).not.toBe("");
    expect(policy, address).not.toMatch(/script-src [^;]*'unsafe-inline'/);
    expect(nonces.has(nonce), `${address} has a nonce of its own`).toBe(false);
    nonces.add(nonce);
    const bare = (await response?.text())?.match(/<script(?![^>]*\snonce=")[^>]*>/g) ?? [];
    expect(bare, address).toEqual([]);
  }
});

test("pages send nothing to other hosts", async ({ page, baseURL }) => {
  const foreign: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== baseURL) foreign.push(url.href);
  });
  for (const address of PAGES) await page.goto(address, { waitUntil: "networkidle" });
  expect(foreign).toEqual([]);
});

test("signing up, signing in after it and asking for a new password say the same for known and unknown addresses", async ({
  browser,
}) => {
  const said = async (email: string) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    try {
      await page.goto("/sign-up");
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password", { exact: true }).fill(NEWCOMER_PASSWORD);
      await page.getByRole("button", { name: "Create account" }).click();
      await page.waitForURL("**/check-mail");
      const signUp = await page.getByRole("main").innerText();
      await page.goto("/sign-in");
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password", { exact: true }).fill(NEWCOMER_PASSWORD);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("The e-mail or the password is not right.").first()).toBeVisible();
      const signIn = await page.getByRole("main").innerText();
      await page.goto("/forgot-password");
      await page.getByLabel("E-mail").fill(email);
      await page.getByRole("button", { name: "Send the link" }).click();
      await expect(page.getByText("If this address has an account")).toBeVisible();
      const reset = await page.getByRole("main").innerText();
      return [signUp, signIn, reset].map((text) => text.replaceAll(email, "THEM"));
    } finally {
      await context.close();
    }
  };
  expect(await said(people.viewer.email)).toEqual(await said(freshAddress()));
});

test("an account is not changed by somebody who signs up with its address", async ({ page }) => {
  const { email } = people.viewer;
  await page.goto("/sign-up");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(NEWCOMER_PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/check-mail");
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(NEWCOMER_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The e-mail or the password is not right.").first()).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/apps");
});
