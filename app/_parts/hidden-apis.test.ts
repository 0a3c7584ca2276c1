import { beforeAll, describe, expect, test } from "vitest";
import { describePage } from "#app/pictures/_parts/describe-page.ts";
import {
  addChange,
  createApi,
  createPlan,
  createVersion,
  decideAccess,
  getApi,
  getGuide,
  listChanges,
  listPlans,
  listReferences,
  listVersionDocuments,
  publishRevision,
  recentChanges,
  requestAccess,
  searchCatalog,
  setLifecycle,
  suggest,
  writeGuide,
} from "#server/catalog/index.ts";
import type { Visibility } from "#server/catalog/schema.ts";
import type { Ctx } from "#server/platform/context.ts";
import { env } from "#server/platform/env.ts";
import { randomBase62 } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { writeMarkdown } from "../markdown/_parts/write-markdown.ts";
import { siteSections } from "./site-map.ts";

beforeAll(() => env());

describe.each([
  ["signed-in only", "signed_in", "published"],
  ["for one organisation", "organisations", "published"],
  ["a draft", "public", "draft"],
] as const)("an API that is %s", (_what, visibility: Visibility, lifecycle) => {
  test("stands in no map, list or catalog of a visitor, and its own addresses are not found", () =>
    inRollback(async (tx) => {
      const owner = await makeMember(tx, { isPublisher: true });
      const ctx = ctxOf(tx, owner);
      const slug = `hidden-${owner.orgId
        .slice(-8)
        .toLowerCase()
        .replace(/[^a-z0-9]/g, "x")}`;
      const about = { name: "Hidden", summary: "Nobody else sees it.", category: "Tests" };
      await createApi(ctx, { ...about, slug, visibility });
      await createVersion(ctx, { api: slug, name: "v1" });
      await tx.version.updateMany({ where: { api: { slug } }, data: { lifecycle } });

      const visitor = ctxOf(tx, { kind: "visitor" });
      const { items } = await listReferences(visitor, { limit: 1_000 });
      expect(items.map((item) => item.slug)).not.toContain(slug);
      const found = await searchCatalog(visitor, { q: "Hidden", pageSize: 100 });
      expect(found.results.map(({ api }) => api.slug)).not.toContain(slug);
      const sections = await siteSections(visitor);
      const paths = await Promise.all(sections.map(({ paths, count }) => paths(0, count)));
      expect(paths.flat().join("\n")).not.toContain(slug);
      expect(await writeMarkdown(visitor, ["apis"])).not.toContain(slug);
      for (const parts of [
        ["apis", slug],
        ["apis", slug, "v", "v1"],
        ["apis", slug, "v", "v1", "operations", "any"],
        ["apis", slug, "guides", "any"],
      ]) {
        expect(await refusalOf(writeMarkdown(visitor, parts))).toBe("not_found");
        expect(await refusalOf(describePage(visitor, parts))).toBe("not_found");
      }
      expect(await writeMarkdown(ctx, ["apis", slug])).toContain("# Hidden");
    }));
});

test("of an API that is listed with access on request a visitor and a stranger are told its entry and nothing of what is in it", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { isPublisher: true });
    const ctx = ctxOf(tx, owner);
    const tail = randomBase62(8).toLowerCase();
    const slug = `listed-${tail}`;
    const marker = `quillwort${tail}`;
    const about = { name: `Listed ${tail}`, summary: "Its entry is seen.", category: "Tests" };
    await createApi(ctx, { ...about, slug, visibility: "on_request", descriptionMd: `Says ${marker}.` });
    await createVersion(ctx, { api: slug, name: "v1" });
    await publishRevision(ctx, { api: slug, version: "v1", text: JSON.stringify(documentOf(marker)) });
    await setLifecycle(ctx, { api: slug, version: "v1", lifecycle: "published" });
    await writeGuide(ctx, { api: slug, slug: "start", title: `Start ${marker}`, markdown: marker });
    await addChange(ctx, { api: slug, title: `Changed ${marker}` });
    await createPlan(ctx, { slug: `plan-${tail}`, name: "Open", ratePerMinute: 1, apis: [slug] });
    const said = async (asker: Ctx) =>
      JSON.stringify([
        await getApi(asker, { api: slug }),
        await searchCatalog(asker, { q: marker }),
        await searchCatalog(asker, { q: tail }),
        await suggest(asker, { q: marker }),
        await suggest(asker, { q: tail }),
        await suggest(asker, { q: "list", api: slug }),
        await listChanges(asker, { api: slug }),
        await recentChanges(asker, { limit: 100 }),
        await listPlans(asker, { api: slug }),
        await listVersionDocuments(asker, { api: slug }),
        (await listReferences(asker, { limit: 1_000 })).items.filter((item) => item.slug === slug),
        await writeMarkdown(asker, ["apis", slug]),
        (await siteSections(asker)).length,
      ]);
    expect((await said(ctx)).split(marker).length).toBeGreaterThan(8);
    const stranger = ctxOf(tx, await makeMember(tx));
    for (const asker of [ctxOf(tx, { kind: "visitor" }), stranger]) {
      const told = await said(asker);
      expect(told).not.toContain(marker);
      expect(told).toContain(about.name);
      expect(told).toContain("Open");
      for (const parts of [
        ["apis", slug, "v", "v1"],
        ["apis", slug, "v", "v1", "operations", "listThings"],
        ["apis", slug, "v", "v1", "schemas", "Thing"],
        ["apis", slug, "guides", "start"],
      ]) {
        expect(await refusalOf(writeMarkdown(asker, parts))).toBe("not_found");
        expect(await refusalOf(describePage(asker, parts))).toBe("not_found");
      }
      expect(await refusalOf(getGuide(asker, { api: slug, guide: "start" }))).toBe("not_found");
    }
    await tx.api.update({ where: { slug }, data: { listing: "signed_in" } });
    expect(await refusalOf(getApi(ctxOf(tx, { kind: "visitor" }), { api: slug }))).toBe("not_found");
    expect((await getApi(stranger, { api: slug })).name).toBe(about.name);
    const { id } = await requestAccess(stranger, { api: slug, reason: "To read it." });
    await decideAccess(ctx, { requestId: id, decision: "grant" });
    expect((await said(stranger)).split(marker).length).toBeGreaterThan(8);
  }));

function documentOf(marker: string) {
  const schema = { $ref: "#/components/schemas/Thing" };
  const answer = { description: "Things.", content: { "application/json": { schema } } };
  return {
    openapi: "3.1.0",
    info: { title: "Listed", version: "1", description: marker },
    paths: {
      "/things": {
        get: { operationId: "listThings", summary: `List ${marker}`, responses: { "200": answer } },
      },
    },
    components: { schemas: { Thing: { type: "object", description: marker } } },
  };
}
