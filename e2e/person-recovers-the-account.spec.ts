import { Secret, TOTP } from "otpauth";
import { makeToken } from "./support/access-token.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter, type } from "./support/keyboard.ts";
import { linkMailedTo } from "./support/mail.ts";
import { PHONE } from "./support/organisation.ts";
import { keepSecret } from "./support/secrets.ts";
import { freshAddress, signUpOn } from "./support/sign-up.ts";
import { expect, listen, test } from "./support/test.ts";

const STEP_MS = 30_000;
/** Long enough beside a second factor, and not alone. */
const SHORT_PASSWORD = "otter-waltz-9";

test("a person who forgot the password sets a new one by mail on a phone, still needs the second factor, and every other way in has ended", async ({
  page,
  browser,
  request,
}) => {
  test.slow();
  const email = freshAddress();
  await signUpOn(page, "/apis/observations/start", email);
  const token = await makeToken(page, "Read the APIs that you can see");
  const me = async () =>
    (await request.get("/api/v1/me", { headers: { Authorization: `Bearer ${token}` } })).status();
  expect(await me()).toBe(200);
  await page.goto("/account/security");
  await page.getByRole("button", { name: "Set up an app" }).click();
  const secret = (await page.locator("code[data-secret]").innerText()).replaceAll(" ", "");
  keepSecret("credential", secret);
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  await page.getByLabel("Code from your authenticator app").fill(totp.generate());
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByRole("button", { name: "I have kept them" }).click();

  const context = await browser.newContext(PHONE);
  const phone = await context.newPage();
  const complaints: string[] = [];
  listen(phone, complaints);
  try {
    await phone.goto("/sign-in");
    await enter(phone.getByRole("link", { name: /Forgot/ }));
    await phone.waitForURL("**/forgot-password");
    await expectAccessible(phone);
    await expectNoSidewaysScroll(phone);
    await type(phone.getByLabel("E-mail"), email);
    await phone.keyboard.press("Enter");
    await expect(phone.getByText("If this address has an account")).toBeVisible();
    const link = await linkMailedTo(phone, email);
    await phone.goto(link);
    await expectAccessible(phone);
    await expectNoSidewaysScroll(phone);
    await type(phone.getByLabel("New password"), "aaaaaaaaaaaa");
    await phone.keyboard.press("Enter");
    await expect(phone.getByText(/Too few different characters/).first()).toBeVisible();
    keepSecret("password", SHORT_PASSWORD);
    await type(phone.getByLabel("New password"), SHORT_PASSWORD);
    await phone.keyboard.press("Enter");
    await phone.waitForURL("**/sign-in/second-step");
    await expectAccessible(phone);
    await phone.goto("/apps");
    await expect(phone, "the mailbox alone opens nothing").toHaveURL(/\/sign-in/);

    expect(await me(), "tokens ended").toBe(401);
    await page.goto("/apps");
    await expect(page, "the other session ended").toHaveURL(/\/sign-in/);

    await phone.goto("/sign-in/second-step");
    const code = totp.generate({ timestamp: Date.now() + STEP_MS });
    await type(phone.getByLabel("Code from your authenticator app"), code);
    await phone.keyboard.press("Enter");
    await phone.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    await phone.goto("/account/sessions");
    await expect(phone.getByRole("row").filter({ hasText: "This one" }).first()).toBeVisible();
    await expectAccessible(phone);
    await expectNoSidewaysScroll(phone);

    await phone.goto(link);
    await expect(phone.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
    await expectAccessible(phone);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
});
