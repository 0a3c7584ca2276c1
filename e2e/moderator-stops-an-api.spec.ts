import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter } from "./support/keyboard.ts";
import { people } from "./support/people.ts";
import { publishApi } from "./support/publish-api.ts";
import { expect, signIn, test } from "./support/test.ts";

const REASON = "Its guide leads people to a copy of a bank's sign-in.";

test("a moderator takes an API out of sight for a reason that its publisher reads, and puts it back", async ({
  page,
  browser,
}) => {
  test.slow();
  const slug = `doubtful-${Date.now().toString(36)}`;
  const name = `Doubtful ${slug}`;
  const publishing = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const reading = await browser.newContext({ javaScriptEnabled: false });
  try {
    const publisher = await publishing.newPage();
    await signIn(publisher, people.railPublisher);
    await publishApi(publisher.request, { slug, name, visibility: "public", marker: "nothing" });
    const visitor = await reading.newPage();
    expect((await visitor.goto(`/apis/${slug}`))?.status()).toBe(200);

    await signIn(page, people.admin);
    await page.goto(`/admin/apis?q=${slug}`);
    await expectAccessible(page);
    await enter(page.getByRole("button", { name: `Take out of sight ${name}` }));
    const dialog = page.getByRole("dialog", { name: `Take ${name} out of sight?` });
    await expectAccessible(page);
    await dialog.getByLabel("Reason").fill("spam");
    await dialog.getByRole("button", { name: "Take out of sight" }).click();
    await expect(dialog.getByText(/ten characters or more/).first()).toBeVisible();
    await dialog.getByLabel("Reason").fill(REASON);
    await dialog.getByRole("button", { name: "Take out of sight" }).click();
    await expect(page.getByRole("button", { name: `Put back ${name}` }).first()).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    for (const address of [`/apis/${slug}`, `/apis/${slug}/v/v1`, `/apis/${slug}/plans`]) {
      expect((await visitor.goto(address))?.status(), address).toBe(404);
      await expect(
        visitor.getByRole("heading", { level: 1 }).or(visitor.getByRole("heading")),
      ).not.toHaveCount(0);
      await expect(visitor.getByRole("main")).not.toContainText(name);
    }
    await publisher.goto(`/publish/${slug}`);
    await expect(publisher.getByText(REASON)).toBeVisible();
    await expectAccessible(publisher);
    await expectNoSidewaysScroll(publisher);
    await publisher.goto(`/apis/${slug}`);
    await expect(publisher.getByText(REASON)).toBeVisible();

    await page
      .getByRole("button", { name: `Put back ${name}` })
      .first()
      .click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Put back" }).click();
    await expect(page.getByRole("button", { name: `Take out of sight ${name}` }).first()).toBeVisible();
    expect((await visitor.goto(`/apis/${slug}`))?.status()).toBe(200);

    for (const room of ["/admin/apps", "/admin/sessions"]) {
      await page.goto(room);
      await expect(page.getByRole("table").first()).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
  } finally {
    await publishing.close();
    await reading.close();
  }
});
