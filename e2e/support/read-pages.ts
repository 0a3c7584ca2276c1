import { readFileSync } from "node:fs";
import type { BrowserContext, Response } from "@playwright/test";
import { baseUrl } from "./portal.ts";
import { SECRETS_FILE, type SecretKind } from "./secrets.ts";

/** What a browser was sent: a page, a piece of one, or an answer to an action. */
interface Sent {
  url: string;
  isAction: boolean;
  body: string;
}

const TEXT = /^(text\/(html|x-component|plain)|application\/([\w.+-]*json))/;

let sent: Promise<Sent | null>[] = [];
const watched = new WeakSet<BrowserContext>();

/** From here on what this browser is sent is looked through for secrets when the test ends. */
export function watchPages(context: BrowserContext): void {
  if (watched.has(context)) return;
  watched.add(context);
  context.on("response", (response) => sent.push(readSent(response)));
}

async function readSent(response: Response): Promise<Sent | null> {
  if (!["document", "fetch", "xhr"].includes(response.request().resourceType())) return null;
  if (!TEXT.test(response.headers()["content-type"] ?? "")) return null;
  if (!isOurs(new URL(response.url()))) return null;
  const isAction = response.request().method() === "POST";
  // A page that is left takes what it was sent along, and an answer may never end.
  const ended = new Promise<string>((done) => setTimeout(done, 5_000, "").unref());
  const body = await Promise.race([response.text().catch(() => ""), ended]);
  return { url: response.url(), isAction, body };
}

/** APIs, and what the console was answered by them, may say a caller's credential back, or want it in the address. */
function isOurs({ origin, pathname }: URL): boolean {
  return origin === new URL(baseUrl()).origin && !/^\/(relay|sandbox|oauth2)(\/|$)/.test(pathname);
}

export function forgetPages(): void {
  sent = [];
}

/**
 * Where secrets of the run so far stand that may not stand there. The answer to an action may show a credential, this
 * once, or lead on to where a mailed link opens; such a link stands in the demonstration's mailbox and on its own page.
 */
export async function findSecretsInPages(): Promise<string[]> {
  const secrets = readSecrets();
  const found = new Set<string>();
  for (const one of await Promise.all(sent)) {
    if (!one) continue;
    const { pathname, search } = new URL(one.url);
    for (const { kind, value } of secrets) {
      const isInUrl = one.url.includes(value);
      if (isInUrl && kind !== "mailed link") found.add(`a ${kind} in the address of ${pathname}`);
      if (!one.body.includes(value)) continue;
      if (kind === "credential" && one.isAction) continue;
      if (kind === "mailed link" && (one.isAction || pathname === "/dev/mail" || search.includes(value)))
        continue;
      found.add(`a ${kind} in what ${pathname} ${one.isAction ? "answered" : "shows"}`);
    }
  }
  return [...found].toSorted();
}

function readSecrets(): { kind: SecretKind; value: string }[] {
  const lines = readFileSync(SECRETS_FILE, { encoding: "utf8", flag: "a+" }).split("\n").filter(Boolean);
  const secrets = lines.map((line): { kind: SecretKind; value: string } => JSON.parse(line));
  return [...new Map(secrets.map((secret) => [secret.value, secret])).values()];
}
