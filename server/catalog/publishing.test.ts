import { expect, test } from "vitest";
import type { MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { randomBase62 } from "#server/platform/ids.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import {
  addChange,
  archivePlan,
  createApi,
  createPlan,
  createVersion,
  deleteApi,
  deleteGuide,
  getApi,
  getGuide,
  getPlan,
  getRevision,
  getVersion,
  listApis,
  listChanges,
  listPlans,
  listRevisions,
  makeCurrent,
  publishRevision,
  recordPopularity,
  setLifecycle,
  updateApi,
  updatePlan,
  writeGuide,
} from "./index.ts";

const SUNSET = "2027-05-01";

function document(title: string, paths: string[] = ["/stations"]): string {
  const operations = paths.map((path) => [
    path,
    {
      get: {
        operationId: `list${title}${path.length}`,
        summary: `List ${path}`,
        responses: { 200: { description: "Fine." } },
      },
    },
  ]);
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title, version: "1.0.0" },
    paths: Object.fromEntries(operations),
  });
}

const unique = () => `rail-${randomBase62(8).toLowerCase()}`;
const apiInput = (slug = unique()) => ({
  slug,
  name: "Rail data",
  summary: "Stations and trains.",
  category: "Transport",
  tags: "Rail, open data, rail",
});

async function makeApi(tx: Tx, owner: MemberCaller): Promise<string> {
  const { slug } = await createApi(ctxOf(tx, owner), apiInput());
  await createVersion(ctxOf(tx, owner), { api: slug, name: "v1" });
  return slug;
}

async function makePublished(tx: Tx, owner: MemberCaller): Promise<string> {
  const api = await makeApi(tx, owner);
  await publishRevision(ctxOf(tx, owner), { api, version: "v1", text: document("Rail") });
  await setLifecycle(ctxOf(tx, owner), { api, version: "v1", lifecycle: "published" });
  return api;
}

const makePublisher = (tx: Tx) => makeMember(tx, { isPublisher: true });
const actions = async (tx: Tx, orgId: string) =>
  (await tx.auditEvent.findMany({ where: { orgId }, orderBy: { id: "asc" } })).map(({ action }) => action);

test("a publisher creates an API with a version, and both are audited", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const slug = await makeApi(tx, owner);
    const api = await getApi(ctxOf(tx, owner), { api: slug });
    expect(api).toMatchObject({
      slug,
      tags: ["rail", "open data"],
      isMine: true,
      owner: { id: owner.orgId },
      latest: { name: "v1", lifecycle: "draft" },
    });
    expect((await actions(tx, owner.orgId)).sort()).toEqual(["api.created", "version.created"]);
  }));

test("a viewer, a consumer organisation and a visitor create nothing", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const viewer = await makeMember(tx, { orgId: owner.orgId, role: "viewer" });
    expect(await refusalOf(createApi(ctxOf(tx, viewer), apiInput()))).toBe("not_allowed");
    expect(await refusalOf(createApi(ctxOf(tx, await makeMember(tx)), apiInput()))).toBe("not_allowed");
    expect(await refusalOf(createApi(ctxOf(tx, { kind: "visitor" }), apiInput()))).toBe("not_signed_in");
    expect(await tx.api.count({ where: { orgId: owner.orgId } })).toBe(0);
  }));

test("bad slugs, unknown audiences and addresses that run script are refused, and nothing is written", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const ctx = ctxOf(tx, owner);
    for (const wrong of [
      { slug: "New API" },
      { slug: "new" },
      { name: "" },
      { supportUrl: "javascript:alert(1)" },
      { audiences: "no-such-org" },
    ]) {
      expect(await refusalOf(createApi(ctx, { ...apiInput(), ...wrong }))).toBe("invalid_input");
    }
  }));

test("an address that another API has is refused as a conflict", () =>
  inRollback(async (tx) => {
    const slug = await makeApi(tx, await makePublisher(tx));
    expect(await refusalOf(createApi(ctxOf(tx, await makePublisher(tx)), apiInput(slug)))).toBe("conflict");
  }));

test("another publisher sees not_found for every write to an API, even one that it can read", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const api = await makePublished(tx, owner);
    const plan = await createPlan(ctxOf(tx, owner), {
      slug: "free",
      name: "Free",
      ratePerMinute: 60,
      apis: [api],
    });
    await writeGuide(ctxOf(tx, owner), { api, slug: "start", title: "Start", markdown: "Begin." });
    const ctx = ctxOf(tx, await makePublisher(tx));
    expect((await getApi(ctx, { api })).isMine).toBe(false);
    const before = await tx.auditEvent.count();
    for (const work of [
      () => updateApi(ctx, { api, name: "Mine" }),
      () => deleteApi(ctx, { api }),
      () => createVersion(ctx, { api, name: "v2" }),
      () => publishRevision(ctx, { api, version: "v1", text: document("Evil") }),
      () => setLifecycle(ctx, { api, version: "v1", lifecycle: "deprecated", sunsetAt: SUNSET }),
      () => makeCurrent(ctx, { api, version: "v1", number: 1 }),
      () => listRevisions(ctx, { api, version: "v1" }),
      () => getRevision(ctx, { api, version: "v1", number: 1 }),
      () => updatePlan(ctx, { planId: plan.id, name: "Mine" }),
      () => archivePlan(ctx, { planId: plan.id }),
      () => writeGuide(ctx, { api, slug: "start", title: "Evil", markdown: "Evil." }),
      () => deleteGuide(ctx, { api, guide: "start" }),
      () => addChange(ctx, { api, title: "Evil" }),
    ]) {
      expect(await refusalOf(work())).toBe("not_found");
    }
    expect(await tx.auditEvent.count()).toBe(before);
  }));

test("a viewer of the owning organisation reads drafts and diagnostics but changes nothing", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const api = await makePublished(tx, owner);
    const viewer = ctxOf(tx, await makeMember(tx, { orgId: owner.orgId, role: "viewer" }));
    expect((await getRevision(viewer, { api, version: "v1", number: 1 })).number).toBe(1);
    for (const work of [
      () => updateApi(viewer, { api, name: "Mine" }),
      () => publishRevision(viewer, { api, version: "v1", text: document("Other") }),
      () => setLifecycle(viewer, { api, version: "v1", lifecycle: "deprecated", sunsetAt: SUNSET }),
      () => createPlan(viewer, { slug: "free", name: "Free", ratePerMinute: 60, apis: [api] }),
      () => writeGuide(viewer, { api, slug: "start", title: "Start", markdown: "Begin." }),
      () => addChange(viewer, { api, title: "News" }),
    ]) {
      expect(await refusalOf(work())).toBe("not_allowed");
    }
  }));

test("publishing makes the document current, findable and part of the changelog of a published version", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const ctx = ctxOf(tx, owner);
    const api = await makePublished(tx, owner);
    const { revision, isNew } = await publishRevision(ctx, {
      api,
      version: "v1",
      text: document("Rail two", ["/stations", "/trains"]),
      sourceName: "rail.json",
    });
    expect({
      isNew,
      number: revision.number,
      isCurrent: revision.isCurrent,
      sourceName: revision.sourceName,
    }).toEqual({ isNew: true, number: 2, isCurrent: true, sourceName: "rail.json" });
    expect((await getVersion(ctx, { api, version: "v1" })).documentId).toBe(revision.documentId);
    const entries = await tx.searchEntry.findMany({
      where: { versionId: { not: null }, apiId: (await getApi(ctx, { api })).id },
    });
    expect(entries.map(({ path }) => path).sort()).toEqual(["/stations", "/trains"]);
    expect((await listChanges(ctx, { api })).map(({ title }) => title).sort()).toEqual(
      ["v1 has a new revision: Rail two 1.0.0", "v1 is published"].sort(),
    );
    expect(await actions(tx, owner.orgId)).toContain("revision.published");
  }));

test("the same bytes are the same revision, and say so", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const ctx = ctxOf(tx, owner);
    const api = await makeApi(tx, owner);
    const bytes = new TextEncoder().encode(document("Same"));
    const first = await publishRevision(ctx, { api, version: "v1", bytes });
    const again = await publishRevision(ctx, { api, version: "v1", bytes });
    expect([first.isNew, again.isNew, again.revision.id]).toEqual([true, false, first.revision.id]);
    await publishRevision(ctx, { api, version: "v1", text: document("Other") });
    const back = await publishRevision(ctx, { api, version: "v1", bytes });
    expect([back.isNew, back.revision.number, back.revision.isCurrent]).toEqual([false, 1, true]);
    expect(await tx.revision.count({ where: { version: { api: { slug: api } } } })).toBe(2);
  }));

test("of a document that does not compile nothing is stored, and its findings say where and why", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const api = await makeApi(tx, owner);
    const text = "openapi: 3.1.0\npaths: [";
    const refused = publishRevision(ctxOf(tx, owner), { api, version: "v1", text });
    await expect(refused).rejects.toMatchObject({
      code: "invalid_input",
      detail: { findings: [{ line: expect.any(Number) }] },
    });
    expect(await tx.document.count({ where: { sha256: sha256Hex(text) } })).toBe(0);
    expect(await tx.revision.count({ where: { version: { api: { slug: api } } } })).toBe(0);
    expect(
      await tx.searchEntry.count({
        where: {
          api: undefined,
          versionId: { not: null },
          apiId: (await getApi(ctxOf(tx, owner), { api })).id,
        },
      }),
    ).toBe(0);
  }));

test("a document with an error is published with its findings, but refused by a strict publisher, even when known", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const ctx = ctxOf(tx, owner);
    const api = await makeApi(tx, owner);
    const faulty = JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Faulty", version: "1" },
      paths: { "/a": { get: { parameters: [{ name: "q", in: "qurey" }], responses: {} } } },
    });
    const strictly = () =>
      refusalOf(publishRevision(ctx, { api, version: "v1", text: faulty, strict: true }));
    expect(await strictly()).toBe("invalid_input");
    expect(await tx.revision.count({ where: { version: { api: { slug: api } } } })).toBe(0);
    const { revision } = await publishRevision(ctx, { api, version: "v1", text: faulty });
    expect(revision.errorCount).toBeGreaterThan(0);
    expect(await strictly()).toBe("invalid_input");
  }));

test("exactly one source of a document is read", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const api = await makeApi(tx, owner);
    expect(await refusalOf(publishRevision(ctxOf(tx, owner), { api, version: "v1" }))).toBe("invalid_input");
    expect(
      await refusalOf(
        publishRevision(ctxOf(tx, owner), { api, version: "v1", text: "a", url: "https://example.com/" }),
      ),
    ).toBe("invalid_input");
    expect(
      await refusalOf(
        publishRevision(ctxOf(tx, owner), { api, version: "v1", url: "http://169.254.169.254/" }),
      ),
    ).toBe("invalid_input");
  }));

test("going back to an older revision changes what readers and search see", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const ctx = ctxOf(tx, owner);
    const api = await makePublished(tx, owner);
    const one = await getVersion(ctx, { api, version: "v1" });
    await publishRevision(ctx, { api, version: "v1", text: document("Two", ["/other"]) });
    const back = await makeCurrent(ctx, { api, version: "v1", number: 1 });
    expect(back).toMatchObject({ number: 1, isCurrent: true, documentId: one.documentId });
    expect((await tx.searchEntry.findMany({ where: { versionId: one.id } })).map(({ path }) => path)).toEqual(
      ["/stations"],
    );
    expect(
      (await listRevisions(ctx, { api, version: "v1" })).map(({ number, isCurrent }) => [number, isCurrent]),
    ).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(await actions(tx, owner.orgId)).toContain("revision.made_current");
    expect(await refusalOf(makeCurrent(ctx, { api, version: "v1", number: 9 }))).toBe("not_found");
  }));

test("a version moves only along its life: a document before publishing, a future sunset before retiring", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const ctx = ctxOf(tx, owner);
    const api = await makeApi(tx, owner);
    const to = (lifecycle: string, more = {}) =>
      setLifecycle(ctx, { api, version: "v1", lifecycle, ...more });
    expect(await refusalOf(to("published"))).toBe("conflict");
    expect(await refusalOf(to("retired"))).toBe("conflict");
    await publishRevision(ctx, { api, version: "v1", text: document("Rail") });
    await to("in_review");
    expect((await to("published")).publishedAt).toEqual(ctx.now);
    expect(await refusalOf(to("draft"))).toBe("conflict");
    expect(await refusalOf(to("deprecated"))).toBe("invalid_input");
    expect(await refusalOf(to("deprecated", { sunsetAt: "2020-01-01" }))).toBe("invalid_input");
    expect((await to("deprecated", { sunsetAt: SUNSET })).sunsetAt).toEqual(new Date(SUNSET));
    expect(await refusalOf(to("retired"))).toBe("conflict");
    const later = ctxOf(tx, owner, new Date("2027-05-02"));
    expect((await setLifecycle(later, { api, version: "v1", lifecycle: "retired" })).lifecycle).toBe(
      "retired",
    );
    expect(await refusalOf(publishRevision(later, { api, version: "v1", text: document("Late") }))).toBe(
      "conflict",
    );
    expect(await actions(tx, owner.orgId)).toEqual(
      expect.arrayContaining([
        "version.submitted",
        "version.published",
        "version.deprecated",
        "version.retired",
      ]),
    );
  }));

test("a revision's number and a sunset day that no row can hold are refused as input", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const api = await makePublished(tx, owner);
    const ctx = ctxOf(tx, owner);
    expect(await refusalOf(getRevision(ctx, { api, version: "v1", number: "99999999999" }))).toBe(
      "invalid_input",
    );
    const far = { api, version: "v1", lifecycle: "deprecated", sunsetAt: "+200000-01-01T00:00:00Z" };
    expect(await refusalOf(setLifecycle(ctx, far))).toBe("invalid_input");
    expect((await getVersion(ctx, { api, version: "v1" })).lifecycle).toBe("published");
  }));

test("only an API that was never published can be deleted", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const ctx = ctxOf(tx, owner);
    const draft = await makeApi(tx, owner);
    await publishRevision(ctx, { api: draft, version: "v1", text: document("Draft") });
    await deleteApi(ctx, { api: draft });
    expect(await refusalOf(getApi(ctx, { api: draft }))).toBe("not_found");
    expect(await actions(tx, owner.orgId)).toContain("api.deleted");
    expect(await refusalOf(deleteApi(ctx, { api: await makePublished(tx, owner) }))).toBe("conflict");
  }));

test("other words in a plan's terms make a new version of them; other changes do not", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const ctx = ctxOf(tx, owner);
    const api = await makePublished(tx, owner);
    const plan = await createPlan(ctx, {
      slug: "free",
      name: "Free",
      ratePerMinute: "60",
      quotaPerMonth: "",
      needsApproval: "on",
      scopes: "read write",
      termsMd: "Be **kind**.<script>1</script>",
      apis: api,
    });
    expect(plan).toMatchObject({
      ratePerMinute: 60,
      quotaPerMonth: null,
      needsApproval: true,
      scopes: ["read", "write"],
      termsVersion: 1,
    });
    expect(plan.termsHtml).toContain("<strong>kind</strong>");
    expect(plan.termsHtml).not.toContain("script");
    expect((await updatePlan(ctx, { planId: plan.id, ratePerMinute: 90 })).termsVersion).toBe(1);
    expect((await updatePlan(ctx, { planId: plan.id, termsMd: "Be kinder." })).termsVersion).toBe(2);
    expect((await listPlans({ ...ctx, caller: { kind: "visitor" } }, { api })).map(({ id }) => id)).toEqual([
      plan.id,
    ]);
    await archivePlan(ctx, { planId: plan.id });
    expect(await listPlans(ctx, { api })).toEqual([]);
    expect((await getPlan(ctx, { planId: plan.id })).archivedAt).toEqual(ctx.now);
    expect(await refusalOf(updatePlan(ctx, { planId: plan.id, ratePerMinute: 1 }))).toBe("conflict");
    expect(await actions(tx, owner.orgId)).toEqual(
      expect.arrayContaining(["plan.created", "plan.updated", "plan.archived"]),
    );
  }));

test("a plan opens only the publisher's own APIs", () =>
  inRollback(async (tx) => {
    const theirs = await makePublished(tx, await makePublisher(tx));
    const ctx = ctxOf(tx, await makePublisher(tx));
    expect(
      await refusalOf(createPlan(ctx, { slug: "free", name: "Free", ratePerMinute: 60, apis: [theirs] })),
    ).toBe("not_found");
    expect(await refusalOf(createPlan(ctx, { slug: "free", name: "Free", ratePerMinute: 0, apis: [] }))).toBe(
      "invalid_input",
    );
  }));

test("a guide is written, rewritten and deleted; its HTML is harmless", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const ctx = ctxOf(tx, owner);
    const api = await makePublished(tx, owner);
    const guide = await writeGuide(ctx, {
      api,
      slug: "start",
      title: "Start",
      markdown: '# Hi\n<img src=x onerror="alert(1)">',
    });
    expect(guide.html).not.toContain("onerror");
    await writeGuide(ctx, { api, slug: "start", title: "Start here", markdown: "Again." });
    expect(await getGuide({ ...ctx, caller: { kind: "visitor" } }, { api, guide: "start" })).toMatchObject({
      id: guide.id,
      title: "Start here",
    });
    await deleteGuide(ctx, { api, guide: "start" });
    expect(await refusalOf(getGuide(ctx, { api, guide: "start" }))).toBe("not_found");
    expect(await actions(tx, owner.orgId)).toEqual(
      expect.arrayContaining(["guide.written", "guide.deleted"]),
    );
  }));

test("a change is added to the changelog of a version", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const ctx = ctxOf(tx, owner);
    const api = await makePublished(tx, owner);
    const change = await addChange(ctx, { api, version: "v1", title: "Faster", markdown: "*Much*." });
    expect(change).toMatchObject({ title: "Faster", version: "v1" });
    expect((await listChanges(ctx, { api })).map(({ id }) => id)).toContain(change.id);
    expect(await actions(tx, owner.orgId)).toContain("change.added");
  }));

test("one's own APIs are listed page by page, drafts too", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    const slugs = [await makeApi(tx, owner), await makePublished(tx, owner), await makeApi(tx, owner)].sort();
    const first = await listApis(ctxOf(tx, owner), { mine: true, limit: 2 });
    const rest = await listApis(ctxOf(tx, owner), { mine: true, limit: 2, cursor: first.next });
    expect([...first.items, ...rest.items].map(({ slug }) => slug)).toEqual(slugs);
    expect(rest.next).toBeNull();
  }));

test("only a job tells the catalog how popular an API is", () =>
  inRollback(async (tx) => {
    const owner = await makePublisher(tx);
    expect(await refusalOf(recordPopularity(ctxOf(tx, owner), []))).toBe("not_allowed");
  }));
