import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { issueFirstKey, shownSecret } from "./support/first-key.ts";
import { enter, tick, type } from "./support/keyboard.ts";
import { linkMailedTo } from "./support/mail.ts";
import { PHONE } from "./support/organisation.ts";
import { keepSecret } from "./support/secrets.ts";
import { freshAddress, NEWCOMER_PASSWORD, signUpOn } from "./support/sign-up.ts";
import { expect, test } from "./support/test.ts";

test("a newcomer signs up, gets a key, calls the sandbox and finds the call on the app's page", async ({
  page,
}) => {
  await signUpOn(page, "/apis/stations/start", freshAddress());
  const key = await issueFirstKey(page);
  expect(key).toMatch(/^[A-Za-z0-9_]+$/);
  await expect(page.getByText(key).first()).toBeVisible();
  await expect(page.locator("pre", { hasText: "curl " })).toContainText("/sandbox/stations/");
  expect(page.url()).not.toContain(key);

  await page.getByRole("button", { name: "Run it here" }).click();
  await expect(page.locator("[data-http-status]")).toHaveAttribute("data-http-status", "200");
  await expect(page.getByText("Havenmond Centraal")).toBeVisible();

  const copied = page.getByRole("button", { name: /Copy key/ });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await copied.click();
  await page.getByRole("link", { name: /^Open / }).click();
  await page.waitForURL(/\/apps\/app_/);
  const calls = page.getByRole("region", { name: "Calls", exact: true });
  await expect(calls.getByText("/stations").first()).toBeVisible({ timeout: 5_000 });
  await expect(calls.getByText("200").first()).toBeVisible();
});

test("by keyboard alone, on a phone, a newcomer finds an API, signs up, gets a key and calls the sandbox", async ({
  page,
}) => {
  await page.setViewportSize(PHONE.viewport);
  const email = freshAddress();
  await page.goto("/apis/stations");
  await enter(page.getByRole("link", { name: "Get a key" }).first());
  await page.waitForURL(/\/apis\/stations\/start/);
  keepSecret("password", NEWCOMER_PASSWORD);
  await type(page.getByLabel("E-mail"), email);
  await type(page.getByLabel("Password", { exact: true }), NEWCOMER_PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/check-mail");
  await expectAccessible(page);
  await page.goto(await linkMailedTo(page, email));
  await page.waitForURL(/\/apis\/stations\/start/);
  await tick(page.getByRole("checkbox", { name: /I accept the terms/ }));
  await enter(page.getByRole("button", { name: "Issue key" }));
  await shownSecret(page);
  await enter(page.getByRole("button", { name: "Run it here" }));
  await expect(page.locator("[data-http-status]")).toHaveAttribute("data-http-status", "200");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("the key from the page works from outside the browser, and a wrong one is explained", async ({
  page,
  request,
}) => {
  await signUpOn(page, "/apis/stations/start", freshAddress());
  const key = await issueFirstKey(page);
  const good = await request.get("/sandbox/stations/v2/stations?q=Haven", { headers: { "X-API-Key": key } });
  expect(good.status()).toBe(200);
  expect((await good.json()).items.length).toBeGreaterThan(0);
  const bad = await request.get("/sandbox/stations/v2/stations?q=Haven", {
    headers: { "X-API-Key": `${key}x` },
  });
  expect(bad.status()).toBe(401);
  expect(bad.headers()["content-type"]).toContain("application/problem+json");
  const broken = await request.get("/sandbox/stations/v2/stations?q=H", { headers: { "X-API-Key": key } });
  expect(broken.status()).toBe(400);
  expect(await broken.text()).toContain("q");
});

test("leaving without copying the key asks once", async ({ page }) => {
  await signUpOn(page, "/apis/stations/start", freshAddress());
  await issueFirstKey(page);
  await page.getByRole("link", { name: "All apps" }).click();
  const question = page.getByRole("dialog", { name: "Leave without copying the key?" });
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Stay and copy" }).click();
  await expect(page.locator("[data-secret]")).toBeVisible();
  await page.getByRole("link", { name: "All apps" }).click();
  await page.waitForURL("**/apps");
});
