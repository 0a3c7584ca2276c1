import { expectAccessible, expectNoSidewaysScroll } from "./support/axe.ts";
import { expect, test } from "./support/test.ts";

const VERSION = "/apis/stations/v/v2";
const OPERATION = `${VERSION}/operations/getStation`;

test("a version and an operation can be taken along in every form, under safe names", async ({ request }) => {
  const forms: [path: string, type: RegExp, name: string | null, holds: string][] = [
    [`${VERSION}/openapi.json`, /^application\/json/, "stations-v2.json", '"openapi"'],
    [`${VERSION}/openapi.yaml`, /^application\/yaml/, "stations-v2.yaml", "openapi: "],
    [`${VERSION}/original`, /^application\/yaml/, "stations-v2-original.yaml", "openapi: "],
    [`${VERSION}/postman.json`, /^application\/json/, "stations-v2.postman_collection.json", "v2.1.0"],
    [`${VERSION}/types.ts`, /^text\/plain/, "stations-v2.d.ts", "export interface paths"],
    [`${OPERATION}/openapi.json`, /^application\/json/, "stations-v2-getStation.json", "/stations/{code}"],
    ["/apis/stations/openapi.json", /^application\/json/, "stations-v2.json", '"openapi"'],
    [`${OPERATION}.md`, /^text\/markdown/, null, "# Read one station"],
    ["/llms.txt", /^text\/plain/, null, "## How to get a key"],
    ["/apis/stations/llms.txt", /^text\/plain/, null, "## Operations"],
    ["/sitemap.xml", /^application\/xml/, null, OPERATION],
    ["/robots.txt", /^text\/plain/, null, "Sitemap: "],
    ["/.well-known/api-catalog", /^application\/linkset\+json; profile=/, null, '"service-desc"'],
  ];
  for (const [path, type, name, holds] of forms) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(200);
    expect(answer.headers()["content-type"], path).toMatch(type);
    if (name) expect(answer.headers()["content-disposition"], path).toContain(`filename="${name}"`);
    expect(await answer.text(), path).toContain(holds);
    const etag = answer.headers().etag;
    if (!etag) continue;
    const again = await request.get(path, { headers: { "if-none-match": etag } });
    expect(again.status(), `${path} again`).toBe(304);
    expect((await request.head(path)).status(), `HEAD ${path}`).toBe(200);
  }
});

test("a page answers as Markdown to those who like it better, and as HTML to everybody else", async ({
  request,
}) => {
  const typeFor = async (accept: string): Promise<string> =>
    (await request.get(OPERATION, { headers: { accept } })).headers()["content-type"] ?? "";
  expect(await typeFor("text/markdown")).toMatch(/^text\/markdown/);
  expect(await typeFor("text/html;q=0.5, text/markdown")).toMatch(/^text\/markdown/);
  expect(await typeFor("text/html, text/markdown;q=0.5")).toMatch(/^text\/html/);
  expect(await typeFor("*/*")).toMatch(/^text\/html/);
  const links = (await request.get(VERSION)).headers().link;
  expect(links).toContain(`<${VERSION}/openapi.json>; rel="service-desc"`);
  expect((await request.head("/.well-known/api-catalog")).headers().link).toContain('rel="api-catalog"');
});

test("each page tells search engines and shared links what it is, with a picture drawn here", async ({
  page,
  request,
}) => {
  const titles = new Set<string>();
  for (const path of ["/", "/apis", "/apis/stations", VERSION, OPERATION, `${VERSION}/schemas/Station`]) {
    await page.goto(path);
    titles.add(await page.title());
    const content = (name: string) => page.locator(`meta[property="${name}"]`).getAttribute("content");
    const canonical = await page.locator('link[rel="canonical"]').getAttribute("href");
    expect(new URL(canonical ?? "").pathname, path).toBe(path);
    const description = await page.locator('meta[name="description"]').getAttribute("content");
    expect(description?.length, path).toBeGreaterThan(20);
    expect(description?.length, path).toBeLessThanOrEqual(155);
    const picture = await request.get((await content("og:image")) ?? "");
    expect(picture.headers()["content-type"], path).toBe("image/png");
  }
  expect(titles.size).toBe(6);
});

test("what a visitor may not see is not found in any form", async ({ request }) => {
  for (const path of [
    "/apis/stations/v/v3/openapi.json",
    "/apis/stations/v/v3/openapi.yaml",
    "/apis/stations/v/v3/original",
    "/apis/stations/v/v3/postman.json",
    "/apis/stations/v/v3/types.ts",
    "/apis/stations/v/v3.md",
    "/pictures/apis/stations/v/v3.png",
  ]) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(answer.headers()["cache-control"], path).toBe("no-store");
  }
  for (const list of ["/sitemap.xml", "/.well-known/api-catalog", "/apis/stations/llms.txt"])
    expect(await (await request.get(list)).text(), list).not.toContain("/stations/v/v3");
});

test("the portal's own API stands in its catalog and calls this portal", async ({ page }) => {
  await page.goto("/apis/portal/v/v1");
  await expect(page.getByRole("main")).toContainText("/api/v1");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the menu opens and leads to the Markdown of the page", async ({ page }) => {
    await page.goto(OPERATION);
    await page.getByText("Take along").click();
    await page.getByRole("link", { name: /^Markdown/ }).click();
    await expect(page.locator("body")).toContainText("# Read one station");
  });
});

test("the menu has no barriers, and copies the page as Markdown", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(OPERATION);
  await page.getByText("Take along").click();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Copy as Markdown" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("# Read one station");
});
