import { expectNoSidewaysScroll } from "./support/axe.ts";
import { people } from "./support/people.ts";
import { expect, signIn, test } from "./support/test.ts";

test.describe.configure({ retries: 0 });

test("another organisation's app is not found, nor are its calls", async ({ signInAs, browser }) => {
  const page = await signInAs("consumer");
  await page.goto("/apps");
  await page.getByRole("link", { name: "Platform finder" }).click();
  await page.waitForURL(/\/apps\/app_/);
  const address = new URL(page.url()).pathname;

  const other = await browser.newContext();
  try {
    const stranger = await other.newPage();
    await signIn(stranger, people.otherConsumer);
    for (const rest of ["", "/calls", "/keys/new", "/subscribe"]) {
      expect((await stranger.goto(address + rest))?.status(), rest).toBe(404);
    }
    const recent = await stranger.request.get(`${address}/recent-calls`);
    expect(await recent.json()).toMatchObject({ ok: false, code: "not_found" });
  } finally {
    await other.close();
  }
});

test("a member who may only look is offered nothing to change", async ({ signInAs }) => {
  const page = await signInAs("viewer");
  await page.goto("/apps");
  await page.getByRole("link", { name: "Platform finder" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Platform finder" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Revoke|Delete/ })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Issue key" })).toHaveCount(0);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("nothing scrolls sideways on the way to a key and among the apps", async ({ signInAs }) => {
    const page = await signInAs("consumer");
    await page.goto("/apps");
    await expectNoSidewaysScroll(page);
    await page.getByRole("link", { name: "Platform finder" }).click();
    await page.waitForURL(/\/apps\/app_/);
    const app = new URL(page.url()).pathname;
    for (const address of [
      app,
      `${app}/calls`,
      `${app}/keys/new`,
      `${app}/subscribe`,
      "/apis/stations/start",
    ]) {
      await page.goto(address);
      await expectNoSidewaysScroll(page);
    }
  });
});
