import { makeToken } from "./support/access-token.ts";
import { people } from "./support/people.ts";
import { freshAddress, NEWCOMER_PASSWORD, signUpOn } from "./support/sign-up.ts";
import { expect, signIn, test } from "./support/test.ts";

test("a suspended person is signed out and their token refused at once; restoring brings both back", async ({
  page,
  browser,
  request,
}) => {
  const email = freshAddress();
  await signUpOn(page, "/apis/observations/start", email);
  const headers = { Authorization: `Bearer ${await makeToken(page, "Read the APIs that you can see")}` };
  const statusOfToken = async () => (await request.get("/api/v1/me", { headers })).status();
  expect(await statusOfToken()).toBe(200);

  const office = await browser.newContext();
  try {
    const admin = await office.newPage();
    await signIn(admin, people.admin);
    await admin.goto(`/admin/users?q=${encodeURIComponent(email)}`);
    const row = admin.getByRole("row", { name: email });
    await row.getByRole("button", { name: "Suspend" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Suspend account" }).click();
    await expect(row.getByText("Suspended", { exact: true })).toBeVisible();

    expect(await statusOfToken()).toBe(401);
    await page.goto("/apps");
    await expect(page).toHaveURL(/\/sign-in/);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(NEWCOMER_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("The e-mail or the password is not right.").first()).toBeVisible();

    await row.getByRole("button", { name: "Restore" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Restore account" }).click();
    // An open dialog hides the rows behind it.
    await expect(admin.getByRole("alertdialog")).toBeHidden();
    await expect(row).toBeVisible();
    await expect(row.getByText("Suspended", { exact: true })).toBeHidden();
  } finally {
    await office.close();
  }
  await signIn(page, { email }, NEWCOMER_PASSWORD);
  expect(await statusOfToken()).toBe(200);
});

test("the administrators' rooms do not exist for anybody else", async ({ signInAs }) => {
  const page = await signInAs("consumer");
  for (const address of ["/admin", "/admin/users", "/admin/audit"]) {
    expect((await page.goto(address))?.status(), address).toBe(404);
  }
});
