import { randomBytes } from "node:crypto";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { issueFirstKey } from "./support/first-key.ts";
import { people } from "./support/people.ts";
import { publishApi } from "./support/publish-api.ts";
import { freshAddress, signUpOn } from "./support/sign-up.ts";
import { expect, signIn, test } from "./support/test.ts";

test.use({ viewport: { width: 390, height: 844 } });

test("a stranger finds a listed API, asks for it, reads and calls it once let in, and no longer once it is taken back", async ({
  page,
  browser,
  request,
  complaints,
}) => {
  test.setTimeout(180_000);
  const tail = randomBytes(4).toString("hex");
  const slug = `kept-${tail}`;
  const marker = `quillwort${tail}`;
  const office = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const publisher = await office.newPage();
    await signIn(publisher, people.weatherPublisher);
    await publishApi(publisher.request, { slug, name: `Kept ${tail}`, visibility: "on_request", marker });

    await page.goto(`/apis?q=${tail}`);
    await expect(page.getByText("Access on request")).toBeVisible();
    await page.goto(`/apis/${slug}`);
    await expect(page.getByRole("heading", { level: 1, name: `Kept ${tail}` })).toBeVisible();
    await expect(page.getByRole("link", { name: "Sign in to ask" })).toBeVisible();
    await expect(page.getByText("Open", { exact: true })).toBeVisible();
    expect(await page.content()).not.toContain(marker);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    await signUpOn(page, "/apis/payments/start", freshAddress());
    await page.goto(`/apis/${slug}`);
    // By keyboard alone.
    await page.getByLabel("What do you want to build?").focus();
    await page.keyboard.type("A map of quiet places.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByText(/Your organisation asked/)).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    expect((await page.request.get(`/apis/${slug}/v/v1`)).status()).toBe(404);

    // What is said of it afterwards is a dialog by its role, too.
    const question = publisher.getByRole("dialog").filter({ has: publisher.locator("form") });
    await publisher.goto("/publish/requests");
    const row = publisher.getByRole("row").filter({ hasText: `Kept ${tail}` });
    await expect(row).toContainText("A map of quiet places.");
    await expectAccessible(publisher);
    await row.getByRole("button", { name: /^Grant access/ }).click();
    await question.getByLabel("Your words to them").fill("Welcome.");
    await question.getByRole("button", { name: "Grant access" }).click();
    // An open dialog hides the rows behind it.
    await expect(question).toBeHidden();
    await expect(publisher.getByText("They may read it and have a mail.")).toBeVisible();
    await expect(row).toContainText("Granted");

    await page.goto(`/apis/${slug}`);
    await page.getByRole("link", { name: "Read the reference" }).click();
    await expect(page.getByText(marker).first()).toBeVisible();
    await page.goto(`/apis/${slug}/start`);
    page.on("dialog", (dialog) => void dialog.accept());
    const headers = { "X-API-Key": await issueFirstKey(page) };
    const call = `/sandbox/${slug}/v1/things`;
    expect((await request.get(call, { headers })).status()).toBe(200);

    await publisher.goto(`/publish/${slug}`);
    await publisher.getByRole("tab", { name: "Access" }).click();
    await expectAccessible(publisher);
    await publisher.getByRole("button", { name: /^Revoke access/ }).click();
    await question.getByRole("button", { name: "Revoke access" }).click();
    await expect(question).toBeHidden();
    await expect(publisher.getByRole("table")).toContainText("Revoked");
    await expect(async () => {
      expect((await request.get(call, { headers })).status()).toBe(403);
    }).toPass({ timeout: 2_000, intervals: [100] });
    expect((await page.goto(`/apis/${slug}/v/v1`))?.status()).toBe(404);
    // The browser itself remarks on the 404 that was asked for.
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !one.includes("404")));
    await page.goto(`/apis/${slug}`);
    await expect(page.getByText(/took your access back/)).toBeVisible();
    await expect(page.getByText(/You can ask again/)).toBeVisible();
    await expect(page.getByLabel("What do you want to build?")).toHaveCount(0);

    await publisher.getByRole("tab", { name: "People" }).click();
    await expect(publisher.getByRole("table")).toContainText("Owner");
    await expectAccessible(publisher);
  } finally {
    await office.close();
  }
});
