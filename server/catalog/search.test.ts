import { expect, test } from "vitest";
import type { Caller, MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { randomBase62 } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import {
  countCatalog,
  createApi,
  createVersion,
  deleteGuide,
  getApi,
  listApis,
  listVersionDocuments,
  popularApis,
  publishRevision,
  recentChanges,
  recordPopularity,
  refreshSearch,
  searchCatalog,
  setLifecycle,
  suggest,
  updateApi,
  writeGuide,
} from "./index.ts";
import { clip, distanceToStart, searchWords } from "./search-words.ts";

const VISITOR: Caller = { kind: "visitor" };

interface Draft {
  name: string;
  category?: string;
  tags?: string[];
  visibility?: "public" | "signed_in" | "organisations";
  audiences?: string[];
  operations?: Record<string, string>;
  isDraft?: boolean;
}

async function makeApi(tx: Tx, owner: MemberCaller, draft: Draft): Promise<string> {
  const ctx = ctxOf(tx, owner);
  const { slug } = await createApi(ctx, {
    slug: `${draft.name.toLowerCase().replaceAll(/[^a-z]+/g, "-")}-${randomBase62(6).toLowerCase()}`,
    name: draft.name,
    summary: `About ${draft.name}.`,
    category: draft.category ?? "Testing",
    tags: draft.tags ?? [],
    visibility: draft.visibility ?? "public",
    audiences: draft.audiences ?? [],
  });
  await createVersion(ctx, { api: slug, name: "v1" });
  const paths = Object.entries(draft.operations ?? { "/things": "List things" }).map(([path, summary]) => [
    path,
    {
      get: {
        summary,
        operationId: `get${path.replaceAll(/[^A-Za-z]/g, "")}`,
        parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
          name,
          in: "path",
          required: true,
          schema: { type: "string" },
        })),
        responses: { 200: { description: "Fine." } },
      },
    },
  ]);
  const text = JSON.stringify({
    openapi: "3.1.0",
    info: { title: draft.name, version: "1" },
    paths: Object.fromEntries(paths),
  });
  await publishRevision(ctx, { api: slug, version: "v1", text });
  if (!draft.isDraft) await setLifecycle(ctx, { api: slug, version: "v1", lifecycle: "published" });
  return slug;
}

async function slugsFor(tx: Tx, caller: Caller, question: object): Promise<string[]> {
  return (await searchCatalog(ctxOf(tx, caller), { pageSize: 100, ...question })).results.map(
    ({ api }) => api.slug,
  );
}

test("words are split at signs and humps and lose their accents", () => {
  expect(searchWords("listAllPets /réseau/{trainId} HTTPServer2")).toEqual([
    "listallpets",
    "list",
    "all",
    "pets",
    "reseau",
    "trainid",
    "train",
    "id",
    "httpserver2",
    "http",
    "server",
    "2",
  ]);
});

test("a text is never cut through the middle of a character", () => {
  expect(clip("ab😀", 3).isWellFormed()).toBe(true);
  expect(clip("ab😀", 4)).toBe("ab😀");
});

test("a swap, a missing and a wrong letter are one edit each, also while the word is being typed", () => {
  expect(distanceToStart("paymnet", "payments", 2)).toBe(1);
  expect(distanceToStart("wether", "weather", 2)).toBe(1);
  expect(distanceToStart("paymnts", "payments", 2)).toBe(1);
  expect(distanceToStart("xyz", "payments", 2)).toBeGreaterThan(2);
});

test("an API is found by its name, by a beginning, by a plural, by an accent left out and by a mistyped word", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { isPublisher: true });
    const zebra = await makeApi(tx, owner, { name: "Zébracorn forecasts" });
    for (const q of [
      "zébracorn",
      "Zebracorn forecasts",
      "zebrac",
      "forecast zebracorn",
      "zebracrn",
      "zebarcorn",
      "zebracorm forcasts",
    ]) {
      expect(await slugsFor(tx, VISITOR, { q }), q).toContain(zebra);
    }
    expect((await searchCatalog(ctxOf(tx, VISITOR), { q: "zebracrn" })).isGuess).toBe(true);
    expect((await searchCatalog(ctxOf(tx, VISITOR), { q: "zebracorn" })).isGuess).toBe(false);
    expect(await slugsFor(tx, VISITOR, { q: "qqqqqqqqqq zebracorn" })).toEqual([]);
    expect(await slugsFor(tx, VISITOR, { q: "!!! ' & | :* (" })).toEqual([]);
  }));

test("an API by its name comes before one that only has an operation of that name", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { isPublisher: true });
    const other = await makeApi(tx, owner, { name: "Logistics", operations: { "/quokkas": "List quokkas" } });
    const quokka = await makeApi(tx, owner, { name: "Quokkas" });
    expect(await slugsFor(tx, VISITOR, { q: "quokkas" })).toEqual([quokka, other]);
  }));

test("operations are found by path, method and id, and shown under their API", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { isPublisher: true });
    const operations = {
      "/narwhals": "List narwhals",
      "/narwhals/{narwhalId}": "Read one narwhal",
      "/ships": "List ships",
    };
    const api = await makeApi(tx, owner, { name: "Arctic", operations });
    const { results } = await searchCatalog(ctxOf(tx, VISITOR), { q: "GET /narwhals/{narwhalId}" });
    expect(results[0]).toMatchObject({ api: { slug: api }, operationCount: 1 });
    expect(results[0]?.operations[0]).toMatchObject({
      method: "get",
      path: "/narwhals/{narwhalId}",
      version: "v1",
    });
    expect((await searchCatalog(ctxOf(tx, VISITOR), { q: "narwhals" })).results[0]?.operationCount).toBe(2);
    expect((await searchCatalog(ctxOf(tx, VISITOR), { q: "narwhalId" })).results[0]?.operations).toHaveLength(
      1,
    );
    const [first] = await suggest(ctxOf(tx, VISITOR), { q: "narw" });
    expect(first).toMatchObject({
      kind: "operation",
      href: expect.stringContaining(`/apis/${api}/v/v1/operations/`),
    });
    expect((await suggest(ctxOf(tx, VISITOR), { q: "narhwal" })).length).toBeGreaterThan(0);
  }));

test("what a caller may not see is in no list, search, suggestion, facet, count or changelog", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { isPublisher: true });
    const colleague = await makeMember(tx, { orgId: owner.orgId, role: "viewer" });
    const invited = await makeMember(tx);
    const stranger = await makeMember(tx, { isPublisher: true });
    const admin = await makeMember(tx, { platformRole: "admin" });
    const { slug: invitedSlug } = await tx.organisation.findUniqueOrThrow({ where: { id: invited.orgId } });
    const category = `Secret ${randomBase62(6)}`;
    const make = (draft: Omit<Draft, "name">) =>
      makeApi(tx, owner, {
        name: "Axolotl",
        category,
        tags: ["axotag"],
        operations: { "/axolotls": "List axolotls" },
        ...draft,
      });
    const open = await make({});
    const signedIn = await make({ visibility: "signed_in" });
    const forSome = await make({ visibility: "organisations", audiences: [invitedSlug] });
    const draft = await make({ isDraft: true });

    const token: Caller = { ...owner, kind: "token", tokenId: "pat_1", scopes: ["apps:read"] };
    const sights: [Caller, string[]][] = [
      [VISITOR, [open]],
      [token, [open]],
      [{ ...token, scopes: ["apis:read"] }, [open, signedIn, forSome, draft]],
      [stranger, [open, signedIn]],
      [invited, [open, signedIn, forSome]],
      [
        { kind: "app", appId: "app_1", orgId: invited.orgId, credentialId: "key_1" },
        [open, signedIn, forSome],
      ],
      [owner, [open, signedIn, forSome, draft]],
      [colleague, [open, signedIn, forSome, draft]],
      [admin, [open, signedIn, forSome, draft]],
    ];
    for (const [caller, expected] of sights) {
      const ctx = ctxOf(tx, caller);
      const page = await searchCatalog(ctx, { q: "axolotls", category, pageSize: 100 });
      expect(page.results.map(({ api }) => api.slug).sort()).toEqual([...expected].sort());
      expect(page.total).toBe(expected.length);
      expect(page.facets.categories.find(({ value }) => value === category)?.count).toBe(expected.length);
      expect(page.facets.tags).toEqual([{ value: "axotag", count: expected.length }]);
      const counted = (await countCatalog(ctx)).facets.categories.find(({ value }) => value === category);
      expect(counted?.count).toBe(expected.length);
      expect((await slugsFor(tx, caller, { category })).sort()).toEqual([...expected].sort());
      expect((await searchCatalog(ctx, { q: "axolotlz" })).total).toBe(expected.length);
      const hrefs = (await suggest(ctx, { q: "axolo" })).map(({ href }) => href.split("/")[2]);
      expect(hrefs.every((slug) => expected.includes(slug ?? ""))).toBe(true);
      const changed = (await recentChanges(ctx, { limit: 100 })).map(({ api }) => api.slug);
      for (const hidden of [open, signedIn, forSome, draft].filter((slug) => !expected.includes(slug))) {
        expect(changed).not.toContain(hidden);
        await expect(getApi(ctx, { api: hidden })).rejects.toMatchObject({ code: "not_found" });
      }
      const listed: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const part = await listApis(ctx, { limit: 100, ...(cursor && { cursor }) });
        listed.push(...part.items.map(({ slug }) => slug));
        cursor = part.next;
      }
      expect([open, signedIn, forSome, draft].filter((slug) => listed.includes(slug))).toEqual(expected);
    }
  }));

test("an API that is hidden again is gone from search at once", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { isPublisher: true });
    const api = await makeApi(tx, owner, { name: "Pangolin" });
    expect(await slugsFor(tx, VISITOR, { q: "pangolin" })).toEqual([api]);
    await updateApi(ctxOf(tx, owner), { api, visibility: "organisations" });
    expect(await slugsFor(tx, VISITOR, { q: "pangolin" })).toEqual([]);
  }));

test("filters, orders, pages and facets work together", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { isPublisher: true });
    const [a, b, c] = [
      await makeApi(tx, owner, { name: "Alpha okapi", category: "One", tags: ["x", "y"] }),
      await makeApi(tx, owner, { name: "Beta okapi", category: "Two", tags: ["x"] }),
      await makeApi(tx, owner, { name: "Gamma okapi", category: "Two", tags: ["y"] }),
    ];
    const beta = await tx.api.findUniqueOrThrow({ where: { slug: b } });
    await recordPopularity({ ...ctxOf(tx, { kind: "job", name: "usage" }) }, [
      { apiId: beta.id, calls: 5_000 },
    ]);
    expect(await slugsFor(tx, VISITOR, { q: "okapi", sort: "name" })).toEqual([a, b, c]);
    expect((await slugsFor(tx, VISITOR, { q: "okapi", sort: "popular" }))[0]).toBe(b);
    expect((await popularApis(ctxOf(tx, VISITOR), { limit: 1 })).map(({ slug }) => slug)).toEqual([b]);
    expect(await slugsFor(tx, VISITOR, { q: "okapi", tag: "x,y" })).toEqual([a]);
    const page = await searchCatalog(ctxOf(tx, VISITOR), {
      q: "okapi",
      category: "Two",
      sort: "name",
      pageSize: 1,
      page: 2,
    });
    expect(page).toMatchObject({ total: 2, page: 2, pageCount: 2, results: [{ api: { slug: c } }] });
    expect(page.facets.categories).toEqual([
      { value: "Two", count: 2 },
      { value: "One", count: 1 },
    ]);
    await setLifecycle(ctxOf(tx, owner), {
      api: c,
      version: "v1",
      lifecycle: "deprecated",
      sunsetAt: "2027-01-01",
    });
    expect(await slugsFor(tx, VISITOR, { q: "okapi", lifecycle: "deprecated" })).toEqual([c]);
    await setLifecycle(ctxOf(tx, owner, new Date("2027-01-02")), {
      api: c,
      version: "v1",
      lifecycle: "retired",
    });
    expect(await slugsFor(tx, VISITOR, { q: "okapi", sort: "name" })).toEqual([a, b]);
    expect(await slugsFor(tx, VISITOR, { q: "okapi", lifecycle: "retired" })).toEqual([c]);
    expect(
      (await searchCatalog(ctxOf(tx, VISITOR), { sort: "nonsense", lifecycle: "nonsense", page: "x" })).page,
    ).toBe(1);
  }));

test("what the database cannot be asked about is left out of a question, or refused; it is no failure of ours", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, VISITOR);
    const found = await searchCatalog(ctx, { q: "abc\0", tag: "\0", category: "\0" });
    expect(found.total).toBe((await searchCatalog(ctx)).total);
    expect(await suggest(ctx, { q: "abc\0" })).toEqual([]);
    expect(await refusalOf(listApis(ctx, { cursor: "AAAA" }))).toBe("invalid_input");
    expect(await refusalOf(getApi(ctx, { api: "\0" }))).toBe("invalid_input");
  }));

test("schemas and guides are found, and with a scope only what is in that API", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { isPublisher: true });
    const [api, other] = [
      await makeApi(tx, owner, { name: "Quagga", operations: { "/quaggas": "List quaggas" } }),
      await makeApi(tx, owner, { name: "Savanna", operations: { "/quaggas": "Count quaggas" } }),
    ];
    await writeGuide(ctxOf(tx, owner), { api, slug: "care", title: "Quagga care", markdown: "Feed them." });
    const text = JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Quagga", version: "2" },
      paths: {
        "/quaggas": { get: { summary: "List quaggas", responses: { 200: { description: "Fine." } } } },
      },
      components: { schemas: { QuaggaStripes: { type: "object" } } },
    });
    await publishRevision(ctxOf(tx, owner), { api, version: "v1", text });
    const ctx = ctxOf(tx, VISITOR);
    const kinds = (await suggest(ctx, { q: "quagga" })).map(({ kind, title }) => `${kind} ${title}`);
    expect(kinds).toEqual(
      expect.arrayContaining([
        "api Quagga",
        "guide Quagga care",
        "schema QuaggaStripes",
        "operation List quaggas",
      ]),
    );
    expect((await suggest(ctx, { q: "stripes" }))[0]).toMatchObject({
      kind: "schema",
      href: `/apis/${api}/v/v1/schemas/QuaggaStripes`,
    });
    const inside = await suggest(ctx, { q: "quagga", api: other, version: "v1" });
    expect(inside.map(({ title }) => title)).toEqual(["Count quaggas"]);
    expect(await suggest(ctx, { q: "quagga", api: other, version: "v9" })).toEqual([]);
    const only = await suggest(ctx, { q: "quagga", kind: "guide" });
    expect(only.map(({ title }) => title)).toEqual(["Quagga care"]);
    await deleteGuide(ctxOf(tx, owner), { api, guide: "care" });
    expect(await suggest(ctx, { q: "quagga", kind: "guide" })).toEqual([]);
  }));

test("the portal's own guides are found by words of their text", () =>
  inRollback(async (tx) => {
    const found = await suggest(ctxOf(tx, VISITOR), { q: "rate limits", kind: "guide" });
    expect(found.some(({ href }) => href === "/guides/rate-limits")).toBe(true);
  }));

test("entries of an older edition are written anew by the worker, and by nobody else", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { isPublisher: true });
    const slug = await makeApi(tx, owner, { name: "Okapia", operations: { "/okapias": "List okapias" } });
    const { id } = await getApi(ctxOf(tx, VISITOR), { api: slug });
    await tx.searchEntry.deleteMany({ where: { apiId: id } });
    await tx.version.updateMany({ where: { apiId: id }, data: { searchEdition: 0 } });
    await tx.$executeRaw`UPDATE "Api" SET "searchEdition" = 0 WHERE id = ${id}`;
    expect(await suggest(ctxOf(tx, VISITOR), { q: "okapias" })).toEqual([]);
    expect(await refusalOf(refreshSearch(ctxOf(tx, owner)))).toBe("not_allowed");
    const job = ctxOf(tx, { kind: "job", name: "refresh-search" });
    expect(await refreshSearch(job)).toBeGreaterThanOrEqual(2);
    expect(await refreshSearch(job)).toBe(0);
    expect((await suggest(ctxOf(tx, VISITOR), { q: "okapia" })).map(({ kind }) => kind)).toEqual([
      "api",
      "operation",
    ]);
  }));

test("the documents of versions are told to those who may see the versions", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { isPublisher: true });
    const api = await makeApi(tx, owner, { name: "Numbat", visibility: "organisations" });
    expect(await listVersionDocuments(ctxOf(tx, VISITOR), { api })).toEqual([]);
    expect(await listVersionDocuments(ctxOf(tx, owner), { api })).toMatchObject([{ version: "v1" }]);
  }));
