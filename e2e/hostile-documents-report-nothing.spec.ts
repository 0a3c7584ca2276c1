import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { makeToken } from "./support/access-token.ts";
import { createApi } from "./support/create-api.ts";
import { expect, test } from "./support/test.ts";

test.describe.configure({ retries: 0 });

const FOLDER = "../shared/specs/hostile";
const INDEX = join(FOLDER, "index.json");
/** Of each kind of page that a document has, this many are opened: the first ones. */
const OF_A_KIND = 2;
const KINDS = ["operations", "schemas", "tags", "webhooks"];

interface Entry {
  file: string;
  expect: string;
}

/** Everything that a page must not do, as it happens: what its policy refused, dialogs, calls to other hosts, errors. */
async function watch(page: Page, origin: string): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction("reportViolation", (text: string) => seen.push(`refused by policy: ${text}`));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, documentURI }) => {
      const report: unknown = Reflect.get(window, "reportViolation");
      if (typeof report === "function") report(`${effectiveDirective} ${blockedURI} in ${documentURI}`);
    });
  });
  page.on("dialog", (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => seen.push(`error in ${page.url()}: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== origin) seen.push(`request: ${url.href}`);
  });
  return seen;
}

/** Two pages of each kind that this page links to. */
async function samplesBelow(page: Page, prefix: string): Promise<string[]> {
  const hrefs = await page
    .locator(`main a[href^="${prefix}"]`)
    .evaluateAll((links) => links.slice(0, 400).map((link) => link.getAttribute("href") ?? ""));
  // Below a page lie downloads; only pages are opened.
  return KINDS.flatMap((kind) =>
    [...new Set(hrefs)]
      .filter(
        (href) => href.startsWith(`${prefix}${kind}/`) && /^[^/#?]+$/.test(href.split(`/${kind}/`)[1] ?? ""),
      )
      .filter((href) => !href.endsWith(".md"))
      .slice(0, OF_A_KIND),
  );
}

async function openAll(page: Page, addresses: string[], prefix: string): Promise<number> {
  const wanted = new Set(addresses);
  for (const address of wanted) {
    const response = await page.goto(address, { waitUntil: "load" });
    expect(response?.status(), address).toBe(200);
    if (address.endsWith("/redoc")) {
      const frame = page.frames().find((one) => one.url().includes("/redoc/frame"));
      await frame?.waitForSelector("#redoc h1", { timeout: 2_000 }).catch(() => undefined); // some are odd beyond Redoc
    } else if (wanted.size === addresses.length)
      for (const found of await samplesBelow(page, prefix)) wanted.add(found);
  }
  return wanted.size;
}

/** The documents in parts, each with a portal's API, a person's page and a limit of its own. */
const PARTS = 4;

for (const part of Array.from({ length: PARTS }, (_, at) => at))
  test(`no page of any hostile document breaks its policy, opens a dialog, fails or calls elsewhere, part ${part + 1} of ${PARTS}`, async ({
    signInAs,
    request,
    baseURL,
  }) => {
    test.skip(!existsSync(INDEX), `${INDEX} is not beside this checkout`);
    test.setTimeout(420_000);
    const { files: all }: { files: Entry[] } = JSON.parse(readFileSync(INDEX, "utf8"));
    const files = all.filter((_, at) => at % PARTS === part);
    const page = await signInAs("railPublisher");
    const headers = {
      Authorization: `Bearer ${await makeToken(page, "Upload and publish documents")}`,
      "Content-Type": "application/octet-stream",
    };
    const slug = `trial-${randomBytes(4).toString("hex")}`;
    await createApi(page, slug, "Documents that want to do harm.");
    const seen = await watch(page, baseURL ?? "");
    const version = `/apis/${slug}/v/v1`;
    let published = 0;
    let opened = 0;
    for (const { file, expect: answer } of files) {
      const response = await request.post(
        `/api/v1${version.replace("/v/", "/versions/")}/revisions?name=${file}`,
        {
          headers,
          data: readFileSync(join(FOLDER, file)),
        },
      );
      expect(response.status(), file).toBeLessThan(500);
      if (!response.ok()) {
        expect(answer, `${file}: ${await response.text()}`).toMatch(/reject|findings/);
        continue;
      }
      const { revision }: { revision: { number: number } } = await response.json();
      published++;
      const own = [`/publish/${slug}/v/v1`, `/publish/${slug}/v/v1/revisions/${revision.number}`];
      opened += await openAll(
        page,
        [version, `${version}/redoc`, `/apis/${slug}`, `/apis/${slug}/changelog`, ...own],
        `${version}/`,
      );
      expect(seen, file).toEqual([]);
    }
    await page.goto(`/apis?q=${slug}`);
    expect(seen).toEqual([]);
    expect(published / files.length, "hostile documents that can be shown").toBeGreaterThan(20 / all.length);
    expect(opened).toBeGreaterThan(published * 6);
  });
