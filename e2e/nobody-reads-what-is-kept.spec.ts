import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { people } from "./support/people.ts";
import { publishApi, setVisibility } from "./support/publish-api.ts";
import { expect, signIn, test } from "./support/test.ts";

const PARTS: Record<string, string> = {
  version: "v1",
  operation: "listThings",
  schema: "Thing",
  tag: "things",
  guide: "start",
  sample: "shell",
};

/** Every address below this folder, as files of the app say it, for one API. */
function addressesBelow(folder: string, api: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name === "page.tsx" || name === "route.ts")
    .map(({ parentPath }) => relative("app", join(parentPath)))
    .filter((path) => path.includes("[api]"))
    .map(
      (path) =>
        `/${path
          .split("/")
          .filter((part) => !part.startsWith("("))
          .map((part) =>
            part === "[api]" ? api : part.replace(/^\[(.+)\]$/, (_, name) => PARTS[name] ?? "1"),
          )
          .join("/")}`,
    );
}

/** What else speaks of an API: written forms, pictures and what is made of many. */
function otherAddresses(api: string, marker: string): string[] {
  return [
    ...[`/apis/${api}.md`, `/apis/${api}/v/v1.md`, `/apis/${api}/v/v1/operations/listThings.md`],
    ...[`/apis/${api}/v/v1/schemas/Thing.md`, `/apis/${api}/v/v1/tags/things.md`],
    ...[`/pictures/apis/${api}.png`, `/pictures/apis/${api}/v/v1.png`],
    ...["/", "/apis", `/apis?q=${marker}`, `/apis?q=${api}`, "/index.md", "/apis.md", "/llms.txt"],
    ...["/sitemap.xml", "/sitemaps/0", "/.well-known/api-catalog", "/api/v1/apis?limit=100"],
    ...[`/api/v1/search?q=${marker}`, `/api/v1/search?q=${api}`, `/api/v1/search?q=list&api=${api}`],
  ];
}

const LISTS =
  /^\/(|apis(\?.*)?|index\.md|apis\.md|llms\.txt|sitemap.*|\.well-known.*|api\/v1\/(apis|search)\?.*)$/;

interface Answer {
  address: string;
  status: number;
  text: string;
}

async function readAll(request: APIRequestContext, addresses: string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const address of addresses) {
    const variants: Record<string, string>[] = address.includes("/api/v1/") ? [{}] : [{}, { rsc: "1" }];
    for (const headers of variants) {
      const response = await request.get(address, { headers, maxRedirects: 0 });
      answers.push({ address, status: response.status(), text: (await response.body()).toString("latin1") });
    }
  }
  return answers;
}

test("of an API that is kept from them, nobody reads a word at any address; what is hidden answers as what never was", async ({
  browser,
  request,
}) => {
  test.setTimeout(420_000);
  const tail = randomBytes(4).toString("hex");
  const api = `hid-${tail}`;
  const marker = `quillwort${tail}`;
  const addressesOf = (slug: string) => [
    ...addressesBelow("app/(portal)/apis", slug),
    ...addressesBelow("app/api/v1", slug),
    ...otherAddresses(slug, marker),
  ];
  const [office, street] = await Promise.all([browser.newContext(), browser.newContext()]);
  try {
    const [publisher, stranger] = await Promise.all([office.newPage(), street.newPage()]);
    await signIn(publisher, people.weatherPublisher);
    await signIn(stranger, people.otherConsumer);
    await publishApi(publisher.request, {
      slug: api,
      name: `Hid ${tail}`,
      visibility: "organisations",
      marker,
    });
    const addresses = addressesOf(api);
    expect(addresses.length).toBeGreaterThan(40);

    const own = await readAll(publisher.request, addresses);
    const telling = own.filter(({ text }) => text.includes(marker)).map(({ address }) => address);
    expect(new Set(telling).size, "its own publisher reads it").toBeGreaterThan(12);

    for (const who of [request, stranger.request]) {
      for (const { address, status, text } of await readAll(who, addresses)) {
        // The question itself comes back in a page of results.
        const isEcho = address.includes(`q=${marker}`) || address.includes(`q=${api}`);
        if (!isEcho) expect(text.includes(marker), `${address} tells what is inside`).toBe(false);
        expect(text.includes(`Hid ${tail}`), `${address} tells its name`).toBe(false);
        if (!LISTS.test(address)) expect([401, 404, 405, 307], `${address}: ${status}`).toContain(status);
      }
    }

    const never = `non-${tail}`;
    const hidden = await readAll(stranger.request, addresses);
    const unknown = await readAll(stranger.request, addressesOf(never));
    expect(hidden.map(({ status }) => status)).toEqual(unknown.map(({ status }) => status));

    await setVisibility(publisher.request, api, { visibility: "on_request", listing: "signed_in" });
    for (const { address, text } of await readAll(request, addresses))
      expect(text.includes(`Hid ${tail}`), `${address} tells a visitor its name`).toBe(false);

    await setVisibility(publisher.request, api, { visibility: "on_request", listing: "everybody" });
    for (const who of [request, stranger.request]) {
      for (const { address, status, text } of await readAll(who, addresses)) {
        if (!address.includes(`q=${marker}`))
          expect(text.includes(marker), `${address} tells what is inside`).toBe(false);
        if (/\/(v|versions|guides)\/|\/openapi\.json$/.test(address))
          expect([401, 404, 405, 307], `${address}: ${status}`).toContain(status);
      }
    }
    expect((await request.get(`/apis/${api}`)).status()).toBe(200);
    expect(await (await request.get(`/apis/${api}`)).text()).toContain(`Hid ${tail}`);
  } finally {
    await Promise.all([office.close(), street.close()]);
  }
});
