import { beforeAll, describe, expect, test } from "vitest";
import { describePage } from "#app/pictures/_parts/describe-page.ts";
import { createApi, createVersion, listReferences, searchCatalog } from "#server/catalog/index.ts";
import type { Visibility } from "#server/catalog/schema.ts";
import { env } from "#server/platform/env.ts";
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
