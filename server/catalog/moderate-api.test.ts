import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { getApi, listApis, listStoppedApis, restoreApi, searchCatalog, stopApi, updateApi } from "./index.ts";

const REASON = "Its documents lead people to a copy of a bank's sign-in.";

async function makeWorld(tx: Tx) {
  const owner = await makeMember(tx, { isPublisher: true });
  const editor = await makeMember(tx, { orgId: owner.orgId, role: "developer" });
  const viewer = await makeMember(tx, { orgId: owner.orgId, role: "viewer" });
  const moderator = ctxOf(tx, await makeMember(tx, { platformRole: "moderator" }));
  const stranger = ctxOf(tx, await makeMember(tx));
  const id = newId("api");
  const slug = id.toLowerCase().replace("_", "-");
  const { orgId, teamId } = owner;
  await tx.api.create({
    data: { id, slug, orgId, teamId, name: "Doubtful", summary: "Of doubtful use.", category: "Cases" },
  });
  const version = { apiId: id, name: "v1", lifecycle: "published", position: 1 } as const;
  await tx.version.create({ data: { id: newId("ver"), ...version } });
  return { owner, editor, viewer, moderator, stranger, id, slug };
}

const mails = (tx: Tx, toAddress: string, template: string) =>
  tx.outboxMail.count({ where: { toAddress, template } });

test("a stopped API is gone for everybody but its organisation, which reads why, and the portal's keepers; restored, it is back", () =>
  inRollback(async (tx) => {
    const { owner, editor, viewer, moderator, stranger, id, slug } = await makeWorld(tx);
    const visitor = ctxOf(tx, { kind: "visitor" });
    const auditor = ctxOf(tx, await makeMember(tx, { platformRole: "auditor" }));
    await stopApi(moderator, { api: slug, reason: REASON });
    for (const ctx of [visitor, stranger]) {
      expect(await refusalOf(getApi(ctx, { api: slug }))).toBe("not_found");
      expect((await listApis(ctx, { limit: 100 })).items.map((api) => api.id)).not.toContain(id);
      expect((await searchCatalog(ctx, { q: "Doubtful" })).results.map(({ api }) => api.id)).not.toContain(
        id,
      );
    }
    const seen = { at: moderator.now, reason: REASON };
    expect((await getApi(ctxOf(tx, viewer), { api: slug })).stop).toEqual(seen);
    expect((await getApi(auditor, { api: slug })).stop).toEqual(seen);
    expect((await listStoppedApis(auditor)).find((api) => api.id === id)).toMatchObject({ stop: seen });
    expect(await mails(tx, owner.email, "api-stopped")).toBe(1);
    expect(await mails(tx, editor.email, "api-stopped")).toBe(1);
    expect(await mails(tx, viewer.email, "api-stopped")).toBe(0);
    await updateApi(ctxOf(tx, owner), { api: slug, visibility: "public", summary: "Mended." });
    expect(await refusalOf(getApi(visitor, { api: slug }))).toBe("not_found");

    await restoreApi(moderator, { api: id });
    expect(await getApi(visitor, { api: slug })).toMatchObject({ stop: null, summary: "Mended." });
    expect(await mails(tx, owner.email, "api-restored")).toBe(1);
    const events = await tx.auditEvent.findMany({
      where: { target: id, orgId: owner.orgId, requestId: moderator.requestId },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action }) => action).sort()).toEqual(["api.restored", "api.stopped"]);
    expect(events.find(({ action }) => action === "api.stopped")?.detail).toEqual({ reason: REASON });
  }));

test("only those who moderate stop and restore, with a reason and once; and nothing is written otherwise", () =>
  inRollback(async (tx) => {
    const { owner, moderator, stranger, id, slug } = await makeWorld(tx);
    const input = { api: slug, reason: REASON };
    const auditor = ctxOf(tx, await makeMember(tx, { platformRole: "auditor" }));
    const keeper = ctxOf(tx, await makeMember(tx, { platformRole: "access_manager" }));
    for (const ctx of [auditor, keeper, stranger, ctxOf(tx, owner)]) {
      expect(await refusalOf(stopApi(ctx, input))).toBe("not_allowed");
      expect(await refusalOf(restoreApi(ctx, { api: slug }))).toBe("not_allowed");
    }
    expect(await refusalOf(listStoppedApis(stranger))).toBe("not_allowed");
    expect(await refusalOf(stopApi(ctxOf(tx, { kind: "visitor" }), input))).toBe("not_signed_in");
    expect(await refusalOf(stopApi(moderator, { api: slug, reason: "spam" }))).toBe("invalid_input");
    expect(await refusalOf(stopApi(moderator, { ...input, api: "no-such-api" }))).toBe("not_found");
    expect(await refusalOf(restoreApi(moderator, { api: slug }))).toBe("conflict");
    expect((await tx.api.findUniqueOrThrow({ where: { id } })).stoppedAt).toBeNull();
    expect(await tx.auditEvent.count({ where: { target: id } })).toBe(0);
    await stopApi(moderator, input);
    expect(await refusalOf(stopApi(moderator, { ...input, reason: "Another reason." }))).toBe("conflict");
    expect((await tx.api.findUniqueOrThrow({ where: { id } })).stopReason).toBe(REASON);
  }));
