import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds, one line each: rule, how often, and the first place. */
export async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(RULES)
    .exclude("nextjs-portal")
    .exclude("[data-foreign]") // what a document's long page renders is Redoc's
    .setLegacyMode(true)
    .analyze();
  return violations.map(({ id, nodes }) => {
    const first = nodes[0];
    return `axe ${id} ×${nodes.length}: ${String(first?.target[0] ?? "").slice(0, 110)} ${(first?.any[0]?.message ?? "").slice(0, 120)}`;
  });
}

/** Elements that make the page itself wider than its window; what scrolls inside itself is not meant. */
export async function findSidewaysScroll(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth + 1) return [];
    const clips = (element: Element | null): boolean => {
      if (!element || element === document.body) return false;
      return getComputedStyle(element).overflowX !== "visible" || clips(element.parentElement);
    };
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) =>
        element.getBoundingClientRect().right > root.clientWidth + 1 && !clips(element.parentElement),
    );
    const last = wide.at(-1);
    const name = last
      ? `<${last.tagName.toLowerCase()} class="${(last.getAttribute("class") ?? "").slice(0, 80)}">`
      : "";
    return [`scrolls sideways at ${root.clientWidth} px: ${root.scrollWidth} px ${name}`];
  });
}

/** Collects what the browser complains of from now on: failed scripts, policy violations, broken requests. */
export function listenForComplaints(page: Page, expectedStatus: number): () => string[] {
  const heard: string[] = [];
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const text = message.text();
    const isThePageItself =
      expectedStatus === 404 && text.includes("status of 404") && message.location().url === page.url();
    if (!isThePageItself) heard.push(`console: ${text.slice(0, 200)}`);
  });
  page.on("pageerror", (error) => heard.push(`script: ${error.message.slice(0, 200)}`));
  return () => heard.splice(0);
}
