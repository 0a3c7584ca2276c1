import { readFile } from "node:fs/promises";
import type { APIRequestContext, APIResponse } from "@playwright/test";
import { ACCESS_SCOPES } from "#lib/access-scopes.ts";
import { CALLERS, type Caller, isOutsider } from "./support/manifest/audience.ts";
import type { ActionEntry, AddressEntry } from "./support/manifest/entry.ts";
import { HARMLESS } from "./support/manifest/harmless.ts";
import { ACTIONS, ADDRESSES } from "./support/manifest/index.ts";
import { fill, newestSessionOf, openDatabase, type Places, World } from "./support/manifest/world.ts";
import { people } from "./support/people.ts";
import { expect, signIn, test } from "./support/test.ts";

/** What only those who are let in may read, wherever it would appear. */
const MARKERS = ["Platform finder", people.consumer.email, people.paymentsPublisher.email];

/** Ways in which a gate has been walked around elsewhere. */
interface Variant {
  headers: Record<string, string>;
  /** What comes back are React's rows, of the whole page or only of what is fetched ahead. */
  rows?: "whole" | "ahead";
  query?: string;
  /** Stands after the path. */
  suffix?: string;
}

const VARIANTS: Record<string, Variant> = {
  plainly: { headers: {} },
  "as a subrequest of the proxy": {
    headers: { "x-middleware-subrequest": Array(5).fill("proxy").join(":") },
  },
  "as a subrequest of a middleware in src": {
    headers: { "x-middleware-subrequest": Array(5).fill("src/middleware").join(":") },
  },
  "as a prefetch": {
    headers: { "next-router-prefetch": "1", purpose: "prefetch", rsc: "1" },
    rows: "ahead",
    query: "_rsc=1",
  },
  "as a server component": { headers: { rsc: "1" }, rows: "whole", query: "_rsc=1" },
  "as a segment of one": {
    headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    rows: "ahead",
    query: "_rsc=1",
  },
  "by the name of its pieces": { headers: {}, rows: "whole", suffix: ".rsc" },
  "by the name of a segment": { headers: {}, rows: "ahead", suffix: ".segments/_tree.segment.rsc" },
};

/** How many requests are under way at once. */
const AT_ONCE = 4;

const DENIED_CODE = /"code":"(not_signed_in|not_allowed|not_found)"|"kind":"(signed-out|refused)"/;

test.describe.configure({ mode: "default", timeout: 15 * 60_000 });

let world: World;
let places: Places;
let cookie: string;
let database: Awaited<ReturnType<typeof openDatabase>>;

test.beforeAll(async ({ browser, baseURL }) => {
  database = await openDatabase();
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, people.messagingPublisher);
  cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  world = new World(database, await newestSessionOf(database, people.messagingPublisher.email));
  for (const caller of CALLERS) await world.add(caller);
  places = await world.places();
  await context.close();
});

test.afterAll(async () => {
  await database?.end();
});

for (const caller of CALLERS) {
  test(`${caller} is let in where the manifest says so, and nowhere else by any detour`, async ({
    playwright,
    baseURL,
  }) => {
    await world.become(caller);
    const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders: headersOf(caller) });
    const faults: string[] = [];
    try {
      await atOnce(ADDRESSES, async (entry) =>
        faults.push(...(await visit(request, caller, entry, baseURL ?? ""))),
      );
    } finally {
      await request.dispose();
    }
    expect(faults).toEqual([]);
  });

  test(`${caller} is refused every action of others, and nothing is written`, async ({
    playwright,
    baseURL,
  }) => {
    await world.become(caller);
    const ids = await readActionIds();
    // What this caller did by reading what it may, such as taking its own data along.
    const before = await world.deedsOf(caller);
    const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders: headersOf(caller) });
    const faults: string[] = [];
    try {
      await atOnce(ACTIONS, async (entry) => {
        const found = ids.get(`${entry.file} ${entry.name}`);
        if (!found) faults.push(`${entry.name} is not in the build`);
        else faults.push(...(await act(request, caller, entry, found, baseURL ?? "")));
      });
    } finally {
      await request.dispose();
    }
    expect(faults).toEqual([]);
    expect(await world.deedsOf(caller)).toEqual(before);
    expect(await world.deedsTo(Object.values(places))).toEqual([]);
  });

  const own = ACTIONS.filter(({ name, audience }) => HARMLESS[name] && audience.includes(caller));
  if (own.length === 0) continue; // nothing is theirs
  test(`${caller} gets through to every action that is theirs`, async ({ playwright, baseURL }) => {
    await world.become(caller);
    const ids = await readActionIds();
    const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders: headersOf(caller) });
    const faults: string[] = [];
    try {
      await atOnce(own, async ({ file, name }) => {
        const { args, ends } = HARMLESS[name] ?? { args: [], ends: "" };
        const found = ids.get(`${file} ${name}`) ?? { id: "", page: "/" };
        const response = await send(request, found, args, baseURL);
        const text = await response.text();
        if (response.status() !== 200 || !text.includes(ends === "ok" ? '"ok":true' : `"code":"${ends}"`))
          faults.push(`${caller}: ${name} → ${response.status()} ${text.slice(0, 200)}`);
      });
    } finally {
      await request.dispose();
    }
    expect(faults).toEqual([]);
  });
}

test("an access token without the scope, of another organisation, revoked or expired is refused; with all but what is asked too", async ({
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ baseURL });
  const faults: string[] = [];
  const ask = async (entry: AddressEntry, token: string, allowed: readonly number[], what: string) => {
    const path = fill(entry.pattern, places, encodeURIComponent);
    const response = await request.fetch(path + entry.query, {
      method: entry.method,
      headers: { authorization: `Bearer ${token}` },
      data: filled(entry.body),
      maxRedirects: 0,
    });
    const said = `${what}: ${entry.method} ${path} → ${response.status()}`;
    if (!allowed.includes(response.status())) faults.push(said);
    const text = allowed.includes(200) ? "" : await response.text();
    for (const marker of MARKERS) if (text.includes(marker)) faults.push(`${said} tells of ${marker}`);
  };
  try {
    const scoped = ADDRESSES.filter(({ scope }) => scope !== null);
    expect(scoped.length).toBeGreaterThan(15);
    await atOnce(scoped, async (entry) => {
      const scope = entry.scope ?? "";
      const mine: Caller = entry.audience.includes("owner") ? "owner" : "publisherOwner";
      const others = ACCESS_SCOPES.filter((one) => one !== scope);
      if (scope !== "") {
        await ask(entry, await world.tokenOf(mine, others), [403], "with every scope but the one asked");
        await ask(entry, await world.tokenOf(mine, []), [403], "without a scope");
      }
      for (const state of ["revoked", "expired"] as const)
        await ask(entry, await world.tokenOf(mine, [...ACCESS_SCOPES], state), [401], state);
      if (!entry.audience.includes("stranger"))
        await ask(entry, await world.tokenOf("stranger", [...ACCESS_SCOPES]), [403, 404], "of a stranger");
      if (entry.method === "GET")
        await ask(
          entry,
          await world.tokenOf(mine, [scope || "apis:read"]),
          [200],
          "with the one scope asked",
        );
    });
    // A token is for the REST API: no room, no download and no answer of the portal opens by it.
    const all = await world.tokenOf("platformAdmin", [...ACCESS_SCOPES]);
    const rooms = ADDRESSES.filter(
      ({ scope, method, audience, pattern }) =>
        scope === null && method === "GET" && audience.length > 0 && !audience.includes("visitor") && pattern,
    );
    await atOnce(rooms, async (entry) =>
      ask(entry, all, [302, 303, 307, 401, 403, 404, ...(entry.kind === "answer" ? [200] : [])], "by token"),
    );
  } finally {
    await request.dispose();
  }
  expect(faults).toEqual([]);
});

/** Does it for each, a few at a time. */
async function atOnce<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = all.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const one of left) await work(one);
    }),
  );
}

function headersOf(caller: Caller): Record<string, string> {
  return caller === "visitor" ? {} : { cookie };
}

async function visit(
  request: APIRequestContext,
  caller: Caller,
  entry: AddressEntry,
  origin: string,
): Promise<string[]> {
  const { pattern, method, audience, query, body, status } = entry;
  const path = fill(pattern, places, encodeURIComponent);
  const isAllowed = audience.includes(caller);
  if (isAllowed && method !== "GET") return []; // it would do it
  const faults: string[] = [];
  for (const [way, variant] of Object.entries(VARIANTS)) {
    if (isAllowed && way !== "plainly") break;
    const { headers, query: more, suffix = "" } = variant;
    const search = [query.slice(1), more].filter(Boolean).join("&");
    const ask = (address: string) =>
      request.fetch(address, {
        method,
        headers: { ...headers, ...(method === "GET" ? {} : { origin, "sec-fetch-site": "same-origin" }) },
        data: filled(body),
        maxRedirects: 0,
      });
    let response = await ask(path + suffix + (search && `?${search}`));
    // Next first sends whoever asks for pieces to the same address with its own mark in the query.
    const onward = new URL(response.headers().location ?? "/", origin);
    if ("rsc" in headers && response.status() === 307 && onward.pathname === path) {
      response = await ask(onward.pathname + onward.search);
    }
    const text = await response.text();
    const said = `${caller}, ${way}: ${method} ${path} → ${response.status()}`;
    if (isAllowed) {
      if (!status.includes(response.status())) faults.push(said);
      continue;
    }
    if (!isRefused(entry, caller, response.status(), response.headers().location, text, variant)) {
      faults.push(`${said} ${text.slice(0, 120)}`);
    }
    for (const marker of MARKERS) if (text.includes(marker)) faults.push(`${said} tells of ${marker}`);
  }
  return faults;
}

function isRefused(
  { kind, audience }: AddressEntry,
  caller: Caller,
  status: number,
  location: string | undefined,
  text: string,
  variant: Variant,
): boolean {
  if ([401, 403, 404, 405].includes(status)) return true;
  // Where no session counts at all, what is sent is read for a credential first. A number with an ending is none.
  if ((audience.length === 0 || variant.suffix) && [400, 415].includes(status)) return true;
  if (isOutsider(caller) && [302, 303, 307].includes(status))
    return /^(https?:\/\/[^/]+)?\/sign-in/.test(location ?? "");
  if (kind === "answer") return DENIED_CODE.test(text);
  // Rows answer 200 and say inside that there is no page; those ahead of it end before that may be said.
  if (/NEXT_(HTTP_ERROR_FALLBACK|REDIRECT)/.test(text)) return variant.rows !== undefined;
  return variant.rows === "ahead" && /^\d*:/.test(text);
}

interface FoundAction {
  id: string;
  page: string;
}

/** Where each action can be called in this build. */
async function readActionIds(): Promise<Map<string, FoundAction>> {
  const manifest: {
    node: Record<string, { workers: Record<string, unknown>; filename?: string; exportedName?: string }>;
  } = JSON.parse(await readFile(".next/server/server-reference-manifest.json", "utf8"));
  return new Map(
    Object.entries(manifest.node).map(([id, { workers, filename = "", exportedName = "" }]) => {
      const patterns = Object.keys(workers).map(patternOf);
      const page = patterns[0] ?? "/";
      return [`${filename} ${exportedName}`, { id, page }];
    }),
  );
}

function patternOf(worker: string): string {
  const segments = worker.split("/").slice(1, -1);
  return `/${segments.filter((segment) => !segment.startsWith("(")).join("/")}`;
}

async function act(
  request: APIRequestContext,
  caller: Caller,
  entry: ActionEntry,
  { id, page }: FoundAction,
  origin: string,
): Promise<string[]> {
  const isAllowed = entry.audience.includes(caller);
  const faults: string[] = [];
  for (const from of ["https://evil.example", "null", undefined, origin]) {
    if (from === origin && isAllowed) continue; // it would do it
    const response = await send(request, { id, page }, entry.args, from);
    const text = await response.text();
    const isRefused =
      from === origin
        ? DENIED_CODE.test(text) ||
          text.includes("NEXT_REDIRECT") ||
          [401, 403, 404].includes(response.status()) ||
          isSentAway(response.headers())
        : response.status() === 403;
    if (!isRefused)
      faults.push(`${caller} from ${from}: ${entry.name} → ${response.status()} ${text.slice(0, 160)}`);
  }
  return faults;
}

function send(
  request: APIRequestContext,
  { id, page }: FoundAction,
  args: unknown[],
  from: string | undefined,
): Promise<APIResponse> {
  return request.fetch(fill(page, places, encodeURIComponent), {
    method: "POST",
    headers: { "next-action": id, accept: "text/x-component", ...(from && { origin: from }) },
    multipart: encode(args),
    maxRedirects: 0,
  });
}

function isSentAway(headers: Record<string, string>): boolean {
  return Boolean(headers["x-action-redirect"] ?? headers.location);
}

/** Arguments as React's client sends them: a form's fields under its number, then the JSON that names it. */
function encode(args: unknown[]): FormData {
  const parts = new FormData();
  const root = args.map((argument, at) => {
    if (typeof argument !== "object" || argument === null || !("form" in argument)) return filled(argument);
    for (const [name, value] of Object.entries(argument.form ?? {}))
      parts.append(`_${at + 1}_${name}`, String(filled(value)));
    return `$K${(at + 1).toString(16)}`;
  });
  parts.append("0", JSON.stringify(root));
  return parts;
}

function filled(value: unknown): unknown {
  if (typeof value === "string") return fill(value, places, (found) => found);
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one)]));
}
