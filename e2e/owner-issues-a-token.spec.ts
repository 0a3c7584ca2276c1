import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter, tick } from "./support/keyboard.ts";
import { foundOrganisation } from "./support/organisation.ts";
import { keepSecret } from "./support/secrets.ts";
import { freshAddress, signUpOn } from "./support/sign-up.ts";
import { expect, test } from "./support/test.ts";

test("an owner makes a token of the organisation on a phone; it calls the API, is replaced, and is refused once it is revoked", async ({
  page,
  request,
}) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  await signUpOn(page, "/apis/observations/start", freshAddress());
  await foundOrganisation(page);
  await page.goto("/organisation/tokens");
  await expect(page.getByText("Nothing acts in this organisation by token yet")).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.getByLabel("Name", { exact: true }).fill("Pipeline");
  await page.getByRole("button", { name: "Make token" }).click();
  await expect(page.getByText(/at least one|Choose/).first(), "a token that may do nothing").toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Pipeline");
  await tick(page.getByRole("checkbox", { name: "Read apps, keys' states and usage" }));
  await enter(page.getByRole("button", { name: "Make token" }));
  const shown = page.getByRole("status").filter({ hasText: "shown only this once" });
  const secret = (await shown.locator("code").first().innerText()).trim();
  keepSecret("credential", secret);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  const ask = (path: string, token: string) =>
    request.get(`/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } });
  const me = await ask("/me", secret);
  expect(me.status()).toBe(200);
  expect(await me.json()).toMatchObject({ kind: "token", name: "Pipeline", scopes: ["apps:read"] });
  expect((await ask("/apps", secret)).status()).toBe(200);
  const beyond = await request.post("/api/v1/apps", {
    headers: { Authorization: `Bearer ${secret}` },
    data: { name: "Beyond its scope" },
  });
  expect(beyond.status()).toBe(403);

  await page.reload();
  expect(await page.content(), "shown once").not.toContain(secret);
  const row = page.getByRole("row").filter({ hasText: "Pipeline" });
  await expect(row).toContainText("The organisation, as developer");
  await enter(page.getByRole("button", { name: "Replace the token Pipeline" }));
  const replaced = page.getByRole("status").filter({ hasText: "works for another day" });
  const next = (await replaced.locator("code").innerText()).trim();
  keepSecret("credential", next);
  expect(next).not.toBe(secret);
  expect([(await ask("/me", secret)).status(), (await ask("/me", next)).status()]).toEqual([200, 200]);
  await expect(page.getByRole("row").filter({ hasText: "Pipeline" })).toHaveCount(2);
  await expect(replaced.locator("code"), "it stays until it was copied").toHaveText(next);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.reload();
  for (const left of [1, 0]) {
    await page.getByRole("button", { name: "Revoke the token Pipeline" }).first().click();
    const question = page.getByRole("alertdialog");
    await expectAccessible(page);
    await enter(question.getByRole("button", { name: "Revoke token" }));
    await expect(question).toBeHidden();
    await expect(page.getByRole("button", { name: "Revoke the token Pipeline" })).toHaveCount(left);
  }
  expect([(await ask("/me", secret)).status(), (await ask("/me", next)).status()]).toEqual([401, 401]);
  await page.goto("/organisation/activity");
  await expect(page.getByRole("row").filter({ hasText: "token.revoked" }).first()).toBeVisible();
});
