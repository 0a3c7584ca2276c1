import { randomBytes } from "node:crypto";
import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { enter, type } from "./support/keyboard.ts";
import { people } from "./support/people.ts";
import { publishApi } from "./support/publish-api.ts";
import { expect, signIn, test } from "./support/test.ts";

test.use({ viewport: { width: 390, height: 844 } });

test("plans, guides and changes are given in dialogs that stay after a refusal, close when it is done, and lead back", async ({
  page,
}) => {
  const tail = randomBytes(4).toString("hex");
  const slug = `tended-${tail}`;
  await signIn(page, people.weatherPublisher);
  await publishApi(page.request, { slug, name: `Tended ${tail}`, visibility: "public", marker: "tended" });
  await page.goto(`/publish/${slug}`);
  // What is said of it afterwards is a dialog by its role, too.
  const dialog = page.getByRole("dialog").filter({ has: page.locator("form") });
  const open = (tab: string) => page.getByRole("tab", { name: tab }).click();

  await open("Plans");
  const add = page.getByRole("button", { name: "Add a plan" });
  await enter(add);
  await type(dialog.getByLabel("Name", { exact: true }), "Partner");
  await type(dialog.getByLabel("Short name"), "Not one word!");
  await expectAccessible(page);
  await enter(dialog.getByRole("button", { name: "Offer plan" }));
  await expect(dialog.getByLabel("Short name")).toBeFocused();
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("Partner");
  await type(dialog.getByLabel("Short name"), `partner-${tail}`);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByText("The plan is on offer.")).toBeVisible();
  await expect(page.getByRole("tabpanel")).toContainText("Partner");
  await expect(add).toBeFocused();
  await expectNoSidewaysScroll(page);

  await open("Guides");
  await enter(page.getByRole("button", { name: "Write a guide" }));
  await type(dialog.getByLabel("Title"), "First steps");
  await type(dialog.getByLabel("Address"), "first-steps");
  await type(dialog.getByLabel("Text", { exact: true }), "Ask for a *key*.");
  await enter(dialog.getByRole("button", { name: "Publish guide" }));
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("tabpanel")).toContainText("First steps");
  await enter(page.getByRole("button", { name: "Rewrite" }));
  await type(dialog.getByLabel("Title"), "The first steps");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("tabpanel")).toContainText("The first steps");

  await open("Changelog");
  await enter(page.getByRole("button", { name: "Add an entry" }));
  await type(dialog.getByLabel("What changed"), "Things have colours");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("tabpanel")).toContainText("Things have colours");

  await page.goto(`/publish/${slug}/v/v1`);
  await enter(page.getByRole("button", { name: "Deprecate version" }));
  await dialog.getByLabel("It may be retired after").fill("2099-01-31");
  await enter(dialog.getByRole("button", { name: "Deprecate version" }));
  await expect(dialog).toBeHidden();
  await expect(page.getByText("v1 is deprecated").first()).toBeVisible();
});
