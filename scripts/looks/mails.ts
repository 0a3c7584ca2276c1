import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Browser } from "playwright-core";
import { renderMail } from "#server/notify/render-mail.ts";
import { templates } from "#server/notify/templates.ts";
import { sampleDataOf, TEMPLATE_NAMES } from "#server/notify/testing/sample-data.ts";
import type { Seen } from "./contact-sheet.ts";
import { findBarriers, findSidewaysScroll } from "./examine.ts";

const THEMES = ["light", "dark"] as const;
const WIDTHS = [390, 700];
const PORTAL = "Northline Developers";

/** Draws every mail as its readers see it, on a phone and in a window, in both themes, and examines it as a page. */
export async function lookAtMails(browser: Browser, folder: string, only: RegExp): Promise<Seen[]> {
  await mkdir(path.join(folder, "mails"), { recursive: true });
  const seen: Seen[] = [];
  for (const name of TEMPLATE_NAMES.filter((one) => only.test(`/mails/${one}`))) {
    const body = templates[name].write(sampleDataOf(name), PORTAL);
    const { subject, html } = renderMail(body, PORTAL, "https://developers.example");
    const one: Seen = { role: "mails", path: name, status: 200, title: subject, shots: [], findings: [] };
    for (const colorScheme of THEMES) {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 640 });
        await page.setContent(html);
        const found = [...(await findBarriers(page)), ...(await findSidewaysScroll(page))];
        one.findings.push(...found.map((finding) => `${width} ${colorScheme}: ${finding}`));
        const shot = `mails/${name}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: path.join(folder, shot), fullPage: true });
        one.shots.push(shot);
      }
      await context.close();
    }
    console.log(`${one.findings.length > 0 ? "✗" : "✓"} mails      ${name} (${subject})`);
    seen.push(one);
  }
  return seen;
}
