import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { people } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

test("an administrator looks as a member, changes nothing, and ends the view", async ({ signInAs }) => {
  const page = await signInAs("admin");
  await page.goto(`/admin/users?q=${encodeURIComponent(people.consumer.email)}`);
  await page.getByRole("row").filter({ hasText: people.consumer.email }).getByRole("link").first().click();
  await expect(page.getByRole("button", { name: "Start view" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(/^Reason/).fill("A ticket.");
  await page.getByRole("button", { name: "Start view" }).click();
  const banner = page.getByRole("complementary", { name: "Viewing as" });
  await expect(banner).toContainText("You only look");
  await expect(page.getByText(/^What Hallway Labs builds/)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.goto("/account");
  await page.getByLabel("Name", { exact: true }).fill("Somebody else");
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByText(/and only look\. End the view/).first()).toBeVisible();
  expect((await page.goto("/admin"))?.status(), "the view has no more power than whom it views").toBe(404);
  await page.goto("/apps");
  await enter(banner.getByRole("button", { name: "End view" }));
  await expect(banner).toHaveCount(0);
  expect((await page.goto("/admin"))?.status()).toBe(200);
  await page.goto("/admin/audit?q=view");
  const here = page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Audit log" });
  await expect(here, "the strip of rooms shows the open one").toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1280, height: 900 });
  await expectNoSidewaysScroll(page);
});

test("an administrator starts a review of access, confirms a row and takes the report along", async ({
  signInAs,
}) => {
  const page = await signInAs("admin");
  const name = `Review ${Date.now()}`;
  await page.goto("/admin/reviews");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Start review" }).click();
  await page.waitForURL(/\/admin\/reviews\/.+/);
  await expectAccessible(page);
  const open = page.getByRole("button", { name: /^Confirm/ });
  const count = await open.count();
  await enter(open.first());
  await enter(page.getByRole("alertdialog").getByRole("button", { name: "Confirm access" }));
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(open).toHaveCount(count - 1);
  await expect(page.getByRole("row").filter({ hasText: "Confirmed" })).toHaveCount(1);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  const report = await page.request.get(`${new URL(page.url()).pathname}/export`);
  expect(report.status()).toBe(200);
  expect(report.headers()["content-type"]).toContain("text/csv");
  expect(await report.text()).toContain(people.admin.email);
});
