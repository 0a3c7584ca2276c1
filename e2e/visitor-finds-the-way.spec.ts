import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

const REFERENCE = "/apis/stations/v/v2";

test("the palette finds and opens pages by keyboard alone and remembers them", async ({ page }) => {
  await page.goto("/guides");
  const field = page.getByRole("dialog").getByRole("combobox", { name: "Search" });
  await expect(async () => {
    await page.keyboard.press("ControlOrMeta+k");
    await expect(field).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.type("read one station");
  const first = page.getByRole("option").first();
  await expect(page.getByRole("group", { name: "Operations" })).toBeVisible();
  await expect(first).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("End");
  await expect(page.getByRole("option").last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Home");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/apis\/stations\/v\/[^/]+\/operations\//);
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.keyboard.press("/");
  await expect(page.getByRole("option", { name: /Read one station/ })).toBeVisible();
  await page.getByRole("button", { name: "Clear recent" }).click();
  await expect(page.getByRole("dialog").getByRole("option")).toHaveCount(0);
});

test("Esc closes the palette and gives the focus back", async ({ page }) => {
  await page.goto("/guides");
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "APIs" });
  await link.focus();
  const field = page.getByRole("dialog").getByRole("combobox", { name: "Search" });
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(field).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await expect(link).toBeFocused();
});

test("inside a reference search looks there first, and everywhere when asked", async ({ page }) => {
  await page.goto(REFERENCE);
  const dialog = page.getByRole("dialog");
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(dialog).toContainText("in Stations v2", { timeout: 1_000 });
  }).toPass();
  await page.keyboard.type("forecast");
  await dialog.getByRole("button", { name: "Search everywhere" }).click();
  await dialog.getByRole("combobox").focus();
  await expect(page.getByRole("option", { name: /Forecast/ }).first()).toBeVisible();
});

test("guides and schemas are found too", async ({ page }) => {
  await page.goto("/");
  const field = page.getByRole("main").getByRole("combobox");
  await expect(async () => {
    await field.fill("");
    await field.pressSequentially("rate limits");
    await expect(page.getByRole("group", { name: "Guides" })).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await field.fill("");
  await field.pressSequentially("station");
  await expect(page.getByRole("group", { name: "Schemas" })).toBeVisible();
});

test("the navigation stays in place from page to page, unfolds and finds operations", async ({ page }) => {
  await page.goto(REFERENCE);
  const nav = page.getByRole("navigation", { name: "Reference" });
  const fold = nav.getByRole("button", { name: /^Operations of/ }).first();
  await expect(async () => {
    if ((await fold.getAttribute("aria-expanded")) !== "true") await fold.click();
    await expect(nav.locator(".nav-operations a").first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await nav.evaluate((element) => element.setAttribute("data-kept", "yes"));
  const link = nav.locator(".nav-operations a").first();
  const href = (await link.getAttribute("href")) ?? "";
  await link.click();
  await page.waitForURL(`**${href}`);
  await expect(nav).toHaveAttribute("data-kept", "yes");
  await expect(nav.locator(`a[href="${href}"]`)).toHaveAttribute("aria-current", "page");
  await expect(nav.locator("[aria-current]")).toHaveCount(1);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${REFERENCE}$`));
  await expect(nav.getByRole("link", { name: "Overview" })).toHaveAttribute("aria-current", "page");
  await nav.getByRole("searchbox", { name: "Find an operation" }).pressSequentially("read one station");
  // Until the answer stands there, the same operation can be seen in the list that it takes the place of.
  await expect(nav.getByRole("status")).toHaveText("1 found");
  await nav.getByRole("link", { name: /Read one station/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Read one station");
  await expectAccessible(page);
});

test("an address of a property opens what is folded around it, also going back and forward", async ({
  page,
}) => {
  await page.goto(`${REFERENCE}/tags/Stations`);
  await page
    .getByRole("main")
    .getByRole("link", { name: /Read one station/ })
    .last()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Read one station");
  const id = await page.evaluate(() => {
    const deep = [...document.querySelectorAll("details [id]")].find((element) => element.matches(".prop"));
    for (const details of document.querySelectorAll("details")) details.open = false;
    return deep?.id ?? "";
  });
  expect(id).not.toBe("");
  // Next writes the address once more when it has drawn all of a page; only a script is quicker than that.
  await expect(async () => {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, id);
    await page.waitForTimeout(500);
    expect(page.url()).toContain(`#${id}`);
  }).toPass();
  const target = page.locator(`[id="${id}"]`);
  await expect(target).toBeInViewport();
  await page.goBack();
  await page.waitForTimeout(1_000);
  await page.goForward();
  await expect(page).toHaveURL(new RegExp(`#${id}$`));
  await expect(target).toBeInViewport();
  const address = page.url();
  await page.goto("/guides");
  await page.goto(address);
  await expect(target).toBeInViewport();
});

test("switching the version keeps the operation, also under another name, and the position on the page", async ({
  page,
}) => {
  await page.goto(`${REFERENCE}/operations/listStations#responses`);
  // Until it was brought into view a press may land where the page was.
  await expect(page.locator("#responses")).toHaveAttribute("data-target", "");
  await page.locator("main summary", { hasText: "Version" }).first().click();
  await page.getByRole("main").getByRole("link", { name: /^v1/ }).first().click();
  await page.waitForURL("**/apis/stations/v/v1/operations/findStations#responses");
  await expect(page.getByRole("main")).toContainText("Version v1 is deprecated");
});

test("an operation that another version lacks is said to be missing there, and where it is", async ({
  page,
}) => {
  await page.goto("/apis/payments/v/v2/operations/listCurrencies");
  await page.locator("main summary", { hasText: "Version" }).first().click();
  const other = page.getByRole("main").getByRole("link", { name: /^v1/ }).first();
  await expect(other).toContainText("not in this version");
  await other.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not in version v1");
  await page.getByRole("link", { name: "Read it in v2" }).click();
  await page.waitForURL("**/apis/payments/v/v2/operations/listCurrencies");
});

test("on paper there is no navigation, and nothing is folded or cut", async ({ page }) => {
  await page.goto(`${REFERENCE}/tags/Stations`);
  await page.goto(
    (await page.locator(".operation-rows a", { hasText: "Read one station" }).getAttribute("href")) ?? "",
  );
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Reference" })).toBeHidden();
  await expect(page.getByRole("button")).toHaveCount(0);
  const cut = await page.evaluate(
    () =>
      [...document.querySelectorAll("main pre")].filter(
        (pre) =>
          pre.checkVisibility() &&
          (pre.scrollWidth > pre.clientWidth + 1 || pre.scrollHeight > pre.clientHeight + 1),
      ).length,
  );
  expect(cut).toBe(0);
});

test("the palette fills a phone and nothing scrolls sideways", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(REFERENCE);
  await expectNoSidewaysScroll(page);
  await expect(async () => {
    await page.getByRole("link", { name: "Search", exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const box = await page.getByRole("dialog").boundingBox();
  expect(box?.width).toBe(320);
  await page.getByRole("combobox", { name: "Search" }).fill("stations");
  await expect(page.getByRole("option").first()).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("what a version lacks is said with 404, and where it is", async ({ page }) => {
    const gone = await page.goto(`${REFERENCE}/operations/no-such-operation`);
    expect(gone?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not in version v2");
    await expect(page.getByRole("main")).toContainText("no-such-operation");
    await page.getByRole("link", { name: "Everything in v2" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Stations");
  });

  test("the navigation leads to every operation, and its field to those that match", async ({ page }) => {
    await page.goto(REFERENCE);
    const nav = page.getByRole("navigation", { name: "Reference" });
    await nav.getByRole("searchbox", { name: "Find an operation" }).fill("station");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/operations\?q=station/);
    await expect(page.locator(".operation-rows a").first()).toBeVisible();
    await nav.getByRole("link", { name: /All operations/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Operations");
  });

  test("the header's field searches the catalog", async ({ page }) => {
    await page.goto("/guides");
    await page.getByRole("searchbox", { name: "Search" }).fill("forecast");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/apis?q=forecast");
  });
});
