import { randomBytes } from "node:crypto";
import { shownSecret } from "./support/first-key.ts";
import { people } from "./support/people.ts";
import { freshAddress, signUpOn } from "./support/sign-up.ts";
import { expect, signIn, test } from "./support/test.ts";

const CALL = "/sandbox/payments/v2/currencies";

test("a plan that needs approval opens its API when the publisher approves, and not before", async ({
  page,
  browser,
  request,
}) => {
  const name = `Till ${randomBytes(3).toString("hex")}`;
  await signUpOn(page, "/apis/payments/start", freshAddress());
  await page.goto("/apps/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Register app" }).click();
  await page.waitForURL(/\/apps\/app_/);
  const app = new URL(page.url()).pathname;

  await page.goto(`${app}/subscribe?api=payments`);
  await page.getByRole("radio", { name: /^Merchant/ }).check();
  await page.getByRole("checkbox", { name: /I accept the terms of the plan Merchant/ }).check();
  await page.getByRole("button", { name: "Subscribe" }).click();
  await expect(page.getByText("Waiting for approval")).toBeVisible();

  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(`${app}/keys/new`);
  await page.getByLabel("Name").fill("Till key");
  await page.getByRole("button", { name: "Issue key" }).click();
  const headers = { "X-API-Key": await shownSecret(page) };
  expect((await request.get(CALL, { headers })).status()).toBe(403);

  const office = await browser.newContext();
  try {
    const publisher = await office.newPage();
    await signIn(publisher, people.paymentsPublisher);
    await publisher.goto("/publish/subscriptions");
    await publisher.getByRole("button", { name: `Approve ${name}` }).click();
    await publisher.getByRole("alertdialog").getByRole("button", { name: "Approve" }).click();
    // An open dialog hides the rows behind it.
    await expect(publisher.getByRole("alertdialog")).toBeHidden();
    await expect(publisher.getByRole("row", { name })).toBeHidden();
  } finally {
    await office.close();
  }
  await expect(async () => {
    expect((await request.get(CALL, { headers })).status()).toBe(200);
  }).toPass({ timeout: 2_000, intervals: [100] });
});
