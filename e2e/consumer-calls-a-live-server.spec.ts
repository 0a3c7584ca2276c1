import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

const VERSION = "/apis/stations/v/v2";

test("a reader chooses a live server for the sample, finds it again, and gets no sandbox key for it", async ({
  signInAs,
}) => {
  const page = await signInAs("consumer");
  await page.goto(`${VERSION}/tags/Stations`);
  const links = page.locator(`main a[href^="${VERSION}/operations/"]`);
  const [first = "", second = ""] = await links.evaluateAll((all) => [
    ...new Set(all.map((link) => (link.getAttribute("href") ?? "").replace(/[?#].*/, ""))),
  ]);
  const code = page.locator("#sample-code");
  await page.goto(first);
  await expect(code).toContainText("/sandbox/stations/v2");
  await expect(code).toContainText("portico_tk_test_");

  const server = page.getByLabel("Server", { exact: true });
  await server.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByText(/A live server: the call has real effects/)).toBeVisible();
  await expect(code).not.toContainText("/sandbox/");
  await expect(code).not.toContainText("portico_tk_");
  await expectAccessible(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(second);
  await expect(server).not.toHaveValue("server=sandbox");
  await expect(code).not.toContainText("/sandbox/");
  await expectNoSidewaysScroll(page);

  await page.getByRole("button", { name: "Try it" }).click();
  await expect(page.getByLabel("Where to send it")).toHaveValue("0");
  await page.getByRole("button", { name: "Add a header" }).click();
  await expect(page.getByLabel("Name of header 1")).toBeFocused();
  await page.keyboard.type("X-Secret-Key");
  await page.keyboard.press("Tab");
  await page.keyboard.type("s3cret");
  const request = page.getByRole("region", { name: "Request", exact: true });
  await expect(request).toContainText("X-Secret-Key");
  await expect(request).not.toContainText("s3cret");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the server is chosen by a form, and the language after it keeps it", async ({ page }) => {
    await page.goto(`${VERSION}/tags/Stations`);
    const href = await page.locator(`main a[href^="${VERSION}/operations/"]`).first().getAttribute("href");
    await page.goto(href ?? "");
    await page.getByLabel("Server", { exact: true }).selectOption({ index: 1 });
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page.locator("#sample-code")).not.toContainText("/sandbox/");
    await page.locator(".sample-picker > summary").click();
    await page.locator(".sample-menu").getByRole("link", { name: "reqwest" }).click();
    await expect(page.locator("#sample-code")).toContainText("reqwest::Client::new()");
    await expect(page.locator("#sample-code")).not.toContainText("/sandbox/");
  });
});
