import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import type { Page } from "@playwright/test";
import { createApi } from "./support/create-api.ts";
import { startOddApi } from "./support/odd-api.ts";
import { publishApi } from "./support/publish-api.ts";
import { expect, test } from "./support/test.ts";

test.describe.configure({ retries: 0 });

const HOSTILE = "../shared/specs/hostile/xss-descriptions.json";

const HANDLERS = ["onerror", "onload", "onclick", "ontoggle"].map((name) => `main [${name}]`);
const DANGEROUS = [
  ...HANDLERS,
  ...["base", "object", "meta", "iframe[srcdoc]", "form[action^='https://evil']"].map(
    (what) => `main ${what}`,
  ),
  ...["[href^='javascript:' i]", "[href^='data:' i]", "[formaction]"].map((what) => `main ${what}`),
].join(", ");

/** The pages of the reference that this page links to. */
async function linksBelow(page: Page, prefix: string): Promise<string[]> {
  const hrefs = await page
    .locator(`main a[href^="${prefix}"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  return hrefs.filter((href) => /\/(operations|schemas|tags)\/[^#?/]+$/.test(href));
}

test("a document full of script is published and read, runs nothing and sends nothing", async ({
  signInAs,
  baseURL,
}) => {
  test.skip(!existsSync(HOSTILE), `${HOSTILE} is not beside this checkout`);
  test.slow();
  const page = await signInAs("railPublisher");
  const attempts: string[] = [];
  page.on("dialog", (dialog) => {
    attempts.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== baseURL) attempts.push(`request: ${url.href}`);
  });

  const slug = `trial-${randomBytes(4).toString("hex")}`;
  await createApi(page, slug, "A document that wants to run script.");
  await page.goto(`/publish/${slug}/v/v1/upload`);
  await page.locator("input[type=file]").setInputFiles(HOSTILE);
  await page.getByRole("button", { name: "Publish document" }).click();
  await expect(page.getByText(/Revision \d+ is current/)).toBeVisible({ timeout: 45_000 });

  const version = `/apis/${slug}/v/v1`;
  const own = [`/publish/${slug}/v/v1`, `/publish/${slug}/v/v1/revisions/1`];
  const wanted = new Set([`/apis/${slug}`, version, `${version}/redoc`, ...own]);
  for (const address of wanted) {
    // Redoc's frame has no origin, and a browser does not tell when such a frame is idle.
    const waitUntil = address.endsWith("/redoc") ? "load" : "networkidle";
    const response = await page.goto(address, { waitUntil });
    expect(response?.status(), address).toBe(200);
    expect(await page.locator(DANGEROUS).count(), address).toBe(0);
    for (const found of await linksBelow(page, `${version}/`)) wanted.add(found);
  }
  expect(
    [...wanted].filter((address) => address.includes("/operations/")),
    "the document has operations to read",
  ).not.toEqual([]);
  expect(attempts).toEqual([]);
});

test("a sandbox call that climbs out of the sandbox is not made, and one that stays carries no session", async ({
  signInAs,
}) => {
  const page = await signInAs("railPublisher");
  const odd = await startOddApi();
  odd.close();
  const slug = `climb-${randomBytes(4).toString("hex")}`;
  await publishApi(page.request, {
    ...{ slug, name: `Climb ${slug}`, visibility: "public", marker: slug },
    document: odd.document,
  });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const operations = `/apis/${slug}/v/v1/operations`;

  await page.goto(`${operations}/climbOut`);
  await expect(page.locator("#operation-path")).toHaveText("/../../../api/v1/apps");
  await expect(page.getByRole("button", { name: "Try it", exact: true })).toHaveCount(0);

  await page.goto(`${operations}/climbByValues?try`);
  const sheet = page.getByRole("dialog");
  const send = sheet.getByRole("button", { name: "Send request" });
  await sheet.getByLabel("Where to send it").selectOption("sandbox");
  await sheet.getByLabel("Call as").selectOption("own");
  await send.click();
  await expect(sheet.getByText("This call has no clear address")).toBeVisible();
  expect(asked.filter((path) => /^\/(api|sandbox)\//.test(path))).toEqual([]);

  for (const name of ["first", "second", "third"]) await sheet.getByRole("textbox", { name }).fill("a");
  const [call] = await Promise.all([
    page.waitForRequest((request) => new URL(request.url()).pathname.startsWith("/sandbox/")),
    send.click(),
  ]);
  const headers = await call.allHeaders();
  expect(headers.cookie).toBeUndefined();
  expect(headers["next-action"]).toBeUndefined();
  expect(headers["x-sandbox-cookie"]).toBe("pass=p");
  await expect(sheet.locator("[data-http-status]")).toBeVisible();
  expect(asked.filter((path) => path.startsWith("/api/"))).toEqual([]);
});
