import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter, type } from "./support/keyboard.ts";
import { PHONE } from "./support/organisation.ts";
import { keepSecret } from "./support/secrets.ts";
import { freshAddress, NEWCOMER_PASSWORD, signUpOn } from "./support/sign-up.ts";
import { expect, test } from "./support/test.ts";

const STEP_MS = 30_000;

async function giveNameAndPassword(page: Page, email: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await type(page.getByLabel("E-mail"), email);
  await type(page.getByLabel("Password", { exact: true }), NEWCOMER_PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/sign-in/second-step");
}

/** An authenticator that answers for its person at once. */
async function plugIn(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test("a person sets up an authenticator app, signs in by two steps, by a recovery code, and by a passkey alone", async ({
  page,
}) => {
  test.slow();
  await page.setViewportSize(PHONE.viewport);
  const email = freshAddress();
  await signUpOn(page, "/apis/payments/start", email);
  await page.goto("/account/security");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await enter(page.getByRole("button", { name: "Set up an app" }));
  const secret = (await page.locator("code[data-secret]").innerText()).replaceAll(" ", "");
  keepSecret("credential", secret);
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await type(page.getByLabel("Code from your authenticator app"), "000000");
  await enter(page.getByRole("button", { name: "Turn on" }));
  await expect(page.getByText(/not right|does not fit|wrong/i).first()).toBeVisible();
  const field = page.getByLabel("Code from your authenticator app");
  await type(field, totp.generate());
  await enter(page.getByRole("button", { name: "Turn on" }));
  await expect(page.getByRole("heading", { name: "Keep your recovery codes" })).toBeVisible();
  const codes = await page.locator("[data-secret-codes] li").allInnerTexts();
  expect(codes).toHaveLength(10);
  for (const code of codes) keepSecret("credential", code.trim());
  await expectAccessible(page);
  await enter(page.getByRole("button", { name: "I have kept them" }));

  await giveNameAndPassword(page, email);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.goto("/apps");
  await expect(page, "the password alone opens nothing").toHaveURL(/\/sign-in/);
  await page.goto("/sign-in/second-step");
  // The step that turned the app on is spent; the next one counts already.
  await type(field, totp.generate({ timestamp: Date.now() + STEP_MS }));
  await enter(page.getByRole("button", { name: "Continue" }));
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));

  await giveNameAndPassword(page, email);
  await enter(page.getByRole("button", { name: "Use a recovery code instead" }));
  await type(page.getByLabel("Recovery code"), codes[0] ?? "");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));

  await plugIn(page);
  await page.goto("/account/security");
  await type(page.getByLabel("Name of the new passkey"), "This laptop");
  await enter(page.getByRole("button", { name: "Add passkey" }));
  await expect(page.getByText("Passkey added")).toBeVisible();
  await expectAccessible(page);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  const button = page.getByRole("button", { name: "Use a passkey" });
  // With such an authenticator the field's suggestion may sign in before the button is pressed.
  await button.click({ timeout: 3_000 }).catch(() => undefined);
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await page.goto("/account/security");
  await expect(page.getByText("This laptop")).toBeVisible();
});
