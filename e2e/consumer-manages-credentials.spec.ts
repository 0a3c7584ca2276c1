import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { issueFirstKey, shownSecret } from "./support/first-key.ts";
import { freshAddress, signUpOn } from "./support/sign-up.ts";
import { expect, test } from "./support/test.ts";

const CALL = "/sandbox/stations/v2/stations?q=Haven";

async function openOwnApp(page: Page): Promise<void> {
  await page.goto("/apps");
  await page.getByRole("link", { name: /first app/ }).click();
  await page.waitForURL(/\/apps\/app_/);
}

test("a revoked key is refused within a second, and the page says that it is revoked", async ({
  page,
  request,
}) => {
  await signUpOn(page, "/apis/stations/start", freshAddress());
  const headers = { "X-API-Key": await issueFirstKey(page) };
  expect((await request.get(CALL, { headers })).status()).toBe(200);
  page.on("dialog", (dialog) => void dialog.accept());
  await openOwnApp(page);
  await page.getByRole("button", { name: "Revoke the key Sandbox key" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke key" }).click();
  await expect(
    page.getByRole("region", { name: "Credentials" }).getByText("Revoked", { exact: true }),
  ).toBeVisible();
  await expect(async () => {
    expect((await request.get(CALL, { headers })).status()).toBe(401);
  }).toPass({ timeout: 1_000, intervals: [100] });
  expect(
    (
      await request.get("/verify", {
        headers: { ...headers, "X-Forwarded-Method": "GET", "X-Forwarded-Uri": CALL },
      })
    ).status(),
  ).toBe(401);
});

test("an OAuth client gets a token that calls the sandbox, and dies with the client", async ({
  page,
  request,
}) => {
  await signUpOn(page, "/apis/stations/start", freshAddress());
  await issueFirstKey(page);
  page.on("dialog", (dialog) => void dialog.accept());
  await openOwnApp(page);
  await page.getByRole("link", { name: "Create OAuth client" }).click();
  await page.waitForURL("**/clients/new");
  await page.getByLabel("Name").fill("Nightly import");
  await page.getByRole("button", { name: "Create client" }).click();
  const secret = await shownSecret(page);
  const id = await page.getByText(/^client_[0-9A-Za-z]+$/).innerText();
  const basic = Buffer.from(`${id}:${secret}`).toString("base64");
  const ask = () =>
    request.post("/oauth2/token", {
      headers: { Authorization: `Basic ${basic}` },
      form: { grant_type: "client_credentials" },
    });
  const granted = await ask();
  expect(granted.status()).toBe(200);
  const { access_token: token } = await granted.json();
  const headers = { Authorization: `Bearer ${token}` };
  expect((await request.get(CALL, { headers })).status()).toBe(200);

  // The console gets one by itself, from the portal, whatever the document says of its provider.
  await page.goto("/apis/stations/v/v2/operations/listStations?try");
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Call as").selectOption("own");
  await sheet.getByLabel("The document accepts").selectOption({ label: "clientCredentials" });
  await sheet.getByLabel("Client id", { exact: true }).fill(id);
  await sheet.getByLabel("Client secret", { exact: true }).fill(secret);
  await sheet.getByRole("button", { name: "Get a token" }).click();
  await expect(sheet.getByLabel("Access token", { exact: true })).not.toHaveValue("");
  await sheet.getByRole("button", { name: "Send request", exact: true }).click();
  await expect(sheet.locator('[data-http-status="200"]')).toBeVisible();

  await openOwnApp(page);
  await page.getByRole("button", { name: "Revoke the client Nightly import" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke client" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(async () => {
    expect((await request.get(CALL, { headers })).status()).toBe(401);
  }).toPass({ timeout: 2_000, intervals: [100] });
  expect((await ask()).status()).toBe(401);
});

test("a key is issued with the keyboard alone", async ({ page }) => {
  await signUpOn(page, "/apis/messages/start", freshAddress());
  const checkbox = page.getByRole("checkbox", { name: /I accept the terms/ });
  for (let i = 0; i < 60 && !(await checkbox.evaluate((node) => node === document.activeElement)); i++) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your key is ready" })).toBeFocused();
});

test("deleting an app asks for its name", async ({ page }) => {
  await signUpOn(page, "/apis/forecast/start", freshAddress());
  await issueFirstKey(page);
  page.on("dialog", (dialog) => void dialog.accept());
  await openOwnApp(page);
  const name = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByRole("button", { name: "Delete app" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question.getByRole("button", { name: "Delete app" })).toBeDisabled();
  await question.getByRole("textbox").fill(name);
  await question.getByRole("button", { name: "Delete app" }).click();
  await page.waitForURL("**/apps");
  await expect(page.getByText("No apps yet")).toBeVisible();
});

test("the consumer's pages have no barriers in either theme", async ({ signInAs }) => {
  test.slow(); // six pages, each in two themes
  const page = await signInAs("consumer");
  await page.goto("/apps");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Platform finder" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Platform finder" })).toBeVisible();
  await expectAccessible(page);
  const app = new URL(page.url()).pathname;
  for (const rest of ["/keys/new", "/clients/new", "/subscribe", "/calls"]) {
    await page.goto(app + rest);
    await expectAccessible(page);
  }
});
