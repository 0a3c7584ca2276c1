// Walks every kind of page as each role, at three widths in both themes, and draws every mail; keeps screenshots and
// fails on findings. The role "mails" needs no portal.
// npm run -s looks -- [--base URL] [--only REGEX] [--role NAME] [--quick]
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { DEMO_PASSWORD } from "../e2e/support/people.ts";
import { findChromium } from "./chromium.ts";
import { type Seen, writeContactSheet } from "./looks/contact-sheet.ts";
import { findBarriers, findSidewaysScroll, listenForComplaints } from "./looks/examine.ts";
import { lookAtMails } from "./looks/mails.ts";
import { isAbsence, isLeftOut, ROLES, type Role, shapeOf } from "./looks/sights.ts";

const { values: options } = parseArgs({
  options: {
    base: { type: "string", default: process.env.PUBLIC_URL ?? "http://localhost:4000" },
    only: { type: "string", default: "" },
    role: { type: "string" },
    folder: { type: "string", default: "looks" },
    quick: { type: "boolean", default: false },
  },
});
const base = options.base.replace(/\/+$/, "");
const only = new RegExp(options.only);
const THEMES = ["light", "dark"] as const;
const WIDTHS = options.quick ? [390, 1440] : [390, 820, 1440];
const WIDEST = 1440;
const NARROWEST = 320;

const executablePath = findChromium();
if (!executablePath) throw new Error("No Chromium found; name one in CHROMIUM_PATH.");
const browser = await chromium.launch({
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
  ],
});
const seen: Seen[] = [];
try {
  for (const role of ROLES) if (!options.role || options.role === role.name) await lookAs(browser, role);
  if (!options.role || options.role === "mails")
    seen.push(...(await lookAtMails(browser, options.folder, only)));
} finally {
  await browser.close();
}
const sheet = await writeContactSheet(options.folder, seen);
const bad = seen.filter(({ findings }) => findings.length > 0);
for (const { role, path: address, findings } of bad) {
  console.log(`\n${role} ${address}`);
  for (const finding of findings) console.log(`  ${finding}`);
}
const shotCount = seen.reduce((sum, { shots }) => sum + shots.length, 0);
console.log(
  `\n${seen.length} pages, ${shotCount} screenshots, ${bad.length} pages with findings. Look at ${sheet}`,
);
process.exitCode = bad.length > 0 || seen.length === 0 ? 1 : 0;

/** Walks from the role's starting points along links, one page of each kind. */
async function lookAs(browser: Browser, role: Role): Promise<void> {
  const contexts = await Promise.all(
    THEMES.map((theme) => browser.newContext({ colorScheme: theme, reducedMotion: "reduce" })),
  );
  const light = contexts[0];
  if (!light) throw new Error("no browser context");
  for (const context of contexts) if (role.email) await signIn(context, role.email);
  const waiting = [...role.starts];
  const known = new Set(waiting.map(shapeOf));
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const { links, ...one } = only.test(address)
      ? await lookAt(contexts, role, address).catch((error: unknown) => notSeen(role, address, error))
      : { links: await passBy(light, address) };
    if ("path" in one) seen.push(one);
    for (const link of links) {
      if (known.has(shapeOf(link)) || isLeftOut(link, role)) continue;
      known.add(shapeOf(link));
      waiting.push(link);
    }
  }
  for (const context of contexts) await context.close();
}

/** A page that could not be looked at is a finding; the walk goes on. */
function notSeen(role: Role, address: string, error: unknown): Seen & { links: string[] } {
  const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  console.log(`✗ ${role.name.padEnd(10)} ${address} ${why}`);
  return {
    role: role.name,
    path: address,
    status: 0,
    title: "",
    shots: [],
    findings: [`not seen: ${why}`],
    links: [],
  };
}

/** Only follows the links of a page that is not asked for; what is no page, such as a download, has none. */
async function passBy(context: BrowserContext, address: string): Promise<string[]> {
  const page = await context.newPage();
  try {
    await page.goto(base + address, { waitUntil: "domcontentloaded", timeout: 60_000 });
    return await linksOf(page);
  } catch {
    return [];
  } finally {
    await page.close();
  }
}

/** The portal's own addresses that a page links to. */
async function linksOf(page: Page): Promise<string[]> {
  const hrefs = await page
    .locator("a[href]")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  return hrefs
    .map((href) => new URL(href, page.url()))
    .filter(({ origin }) => origin === new URL(base).origin)
    .map(({ pathname }) => pathname);
}

async function lookAt(
  contexts: readonly BrowserContext[],
  role: Role,
  address: string,
): Promise<Seen & { links: string[] }> {
  const folder = path.join(options.folder, role.name);
  await mkdir(folder, { recursive: true });
  const one: Seen = { role: role.name, path: address, status: 0, title: "", shots: [], findings: [] };
  let links: string[] = [];
  for (const [i, context] of contexts.entries()) {
    const theme = THEMES[i] ?? "light";
    const page = await context.newPage();
    const complaints = listenForComplaints(page, isAbsence(address) ? 404 : 200);
    await page.setViewportSize({ width: 1440, height: 900 });
    const response = await page.goto(base + address, { waitUntil: "load", timeout: 60_000 });
    await settle(page);
    one.status = response?.status() ?? 0;
    one.title = await page.title();
    links = await linksOf(page);
    if (one.status >= 400 && !isAbsence(address)) one.findings.push(`status ${one.status}`);
    for (const width of WIDTHS.toReversed()) {
      await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
      await page.waitForTimeout(120);
      // Colours change with the theme, structure with the width: the dark theme is examined at one width only.
      if (theme === "light" || width === WIDEST) {
        one.findings.push(...(await findBarriers(page)).map((finding) => `${width} ${theme}: ${finding}`));
      }
      const shot = `${nameOf(address)}-${width}-${theme}.png`;
      await page.screenshot({
        path: path.join(folder, shot),
        fullPage: true,
        animations: "disabled",
        timeout: 90_000,
      });
      one.shots.push(`${role.name}/${shot}`);
    }
    await page.setViewportSize({ width: NARROWEST, height: 700 });
    if (theme === "light") one.findings.push(...(await findSidewaysScroll(page)));
    one.findings.push(...complaints().map((complaint) => `${theme}: ${complaint}`));
    await page.close();
  }
  one.findings = [...new Set(one.findings)];
  console.log(
    `${one.findings.length > 0 ? "✗" : "✓"} ${role.name.padEnd(10)} ${address} ${one.title ? `(${one.title})` : ""}`,
  );
  return { ...one, links };
}

/** Waits for scripts and fonts; takes the development server's own badge out of the picture. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle", { timeout: 4_000 }).catch(() => undefined); // pages that keep asking never are
  const calm = () =>
    page.evaluate(async () => {
      await document.fonts.ready;
      for (const badge of document.querySelectorAll("nextjs-portal")) badge.remove();
    });
  // A page may lead on by itself, or the development server reload it; then the one that follows is looked at.
  await calm().catch(() => page.waitForLoadState("load").then(calm));
}

async function signIn(context: BrowserContext, email: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${base}/sign-in`, { timeout: 60_000 });
  await page
    .getByLabel(/e-?mail/i)
    .first()
    .fill(email);
  await page
    .getByLabel(/^password/i)
    .first()
    .fill(process.env.LOOKS_PASSWORD ?? DEMO_PASSWORD);
  await page
    .locator("main")
    .getByRole("button", { name: /sign in/i })
    .first()
    .click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"), { timeout: 30_000 });
  await page.close();
}

function nameOf(address: string): string {
  return address
    .replace(/^\/$/, "home")
    .replace(/^\//, "")
    .replace(/[^\w.-]+/g, "_")
    .slice(0, 90);
}
