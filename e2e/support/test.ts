import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { forgetAttempts } from "./forget-attempts.ts";
import { DEMO_PASSWORD, type Person, people } from "./people.ts";
import { findSecretsInPages, forgetPages, watchPages } from "./read-pages.ts";
import { keepSecret } from "./secrets.ts";

export type Part = keyof typeof people;
type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

interface Journey {
  /** What the browser complained of, unless a test expects it. */
  complaints: string[];
  /** A page signed in as one of the demonstration's people. */
  signInAs: (part: Part) => Promise<Page>;
}

/** Each worker signs a person in rarely; a session of its own per test would only wear out the sign-in limits. */
const jars = new Map<Part, { cookies: Cookies; signedInAt: number }>();
/** Shorter than the ten minutes for which a sign-in counts as proof of who sits there. */
const FRESH_MS = 6 * 60_000;

export const test = base.extend<Journey>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      forgetPages();
      await forgetAttempts();
      listen(page, complaints);
      await use(complaints);
      expect(complaints, "the browser's console must stay silent").toEqual([]);
      expect(await findSecretsInPages(), "secrets in pages and answers").toEqual([]);
    },
    { auto: true },
  ],
  signInAs: async ({ page, context }, use) => {
    await use(async (part) => {
      const kept = jars.get(part);
      if (kept && Date.now() - kept.signedInAt < FRESH_MS) await context.addCookies(kept.cookies);
      else {
        await signIn(page, people[part]);
        jars.set(part, { cookies: await context.cookies(), signedInAt: Date.now() });
      }
      return page;
    });
  },
});

/** Collects errors of the page and everything the content security policy refused. */
export function listen(page: Page, complaints: string[]): void {
  watchPages(page.context());
  page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    // The browser logs each answer of 400 and above; those are what many journeys are about.
    if (message.type() === "error" && !text.startsWith("Failed to load resource")) complaints.push(text);
  });
}

/** Signs in through the page, as a person would. */
export async function signIn(
  page: Page,
  { email }: Pick<Person, "email">,
  password = DEMO_PASSWORD,
): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  keepSecret("password", password);
  for (const { name, value } of await page.context().cookies())
    if (name.endsWith("portico-session")) keepSecret("session cookie", value);
}

export { expect };
