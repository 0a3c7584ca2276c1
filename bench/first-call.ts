// From a cold home page to the first 2xx: how many actions and how many seconds, in a browser that has seen nothing.
import { chromium, type Page } from "@playwright/test";
import { linkMailedTo } from "#e2e/support/mail.ts";
import { baseUrl } from "#e2e/support/portal.ts";
import { freshAddress, NEWCOMER_PASSWORD } from "#e2e/support/sign-up.ts";
import { findChromium } from "#scripts/chromium.ts";
import { openTestPortal } from "#scripts/test-portal.ts";

const GOAL = { actions: 8, seconds: 60 };

interface Outcome {
  actions: number;
  seconds: number;
  status: number;
}

/** Measures against E2E_BASE_URL, or against a portal of its own when none is named. */
export async function run(): Promise<Outcome> {
  const portal = process.env.E2E_BASE_URL
    ? null
    : await openTestPortal({ database: "portico_bench_first_call_web", firstPort: 4500, isSeeded: true });
  try {
    const outcome = await walk(portal?.url ?? baseUrl());
    report(outcome);
    return outcome;
  } finally {
    await portal?.stop();
  }
}

async function walk(base: string): Promise<Outcome> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const context = await browser.newContext({ baseURL: base, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const steps: { name: string; atMs: number }[] = [];
    const startedAt = performance.now();
    const act = async (name: string, work: () => Promise<unknown>) => {
      await work();
      steps.push({ name, atMs: Math.round(performance.now() - startedAt) });
    };
    await page.goto("/");
    const status = await firstCall(page, act);
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    for (const [index, { name, atMs }] of steps.entries()) {
      console.log(`${String(index + 1).padStart(2)}  ${(atMs / 1_000).toFixed(1).padStart(5)} s  ${name}`);
    }
    return { actions: steps.length, seconds, status };
  } finally {
    await browser.close();
  }
}

/** Every click and every field filled is an action; reading the mail is the reader's, its link is one. */
async function firstCall(
  page: Page,
  act: (name: string, work: () => Promise<unknown>) => Promise<void>,
): Promise<number> {
  const email = freshAddress();
  await act("Click “Get your first key”", () =>
    page.getByRole("link", { name: "Get your first key" }).first().click(),
  );
  await act("Type the e-mail address", () => page.getByLabel("E-mail").fill(email));
  await act("Type a password", () => page.getByLabel("Password", { exact: true }).fill(NEWCOMER_PASSWORD));
  await act("Click “Create account”", async () => {
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL("**/check-mail");
  });
  const link = await linkMailedTo(page, email);
  await act("Open the link in the mail", () => page.goto(link));
  await act("Accept the terms", () => page.getByRole("checkbox", { name: /I accept the terms/ }).check());
  await act("Click “Issue key”", () => page.getByRole("button", { name: "Issue key" }).click());
  const answer = page.locator("[data-http-status]");
  await act("Click “Run it here”", async () => {
    await page.getByRole("button", { name: "Run it here" }).click();
    await answer.waitFor();
  });
  return Number(await answer.getAttribute("data-http-status"));
}

function report(values: Outcome): void {
  const { actions, seconds, status } = values;
  const holds = actions <= GOAL.actions && seconds <= GOAL.seconds && status >= 200 && status < 300;
  const ratio = Math.round((seconds / GOAL.seconds) * 1_000) / 1_000;
  console.log(JSON.stringify({ bench: "first-call", values, ratio, goal: GOAL, holds }));
}

if (import.meta.main) await run();
