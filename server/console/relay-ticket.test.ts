import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { closeDb, db, type Tx } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { issueRelayTicket } from "./issue-relay-ticket.ts";
import { findRelayPass } from "./relay-pass.ts";
import { openSession, publishDocument } from "./testing/published.ts";

const SERVERS = { servers: [{ url: "https://a.example" }] };
const documents = new Set<string>();

async function makeApi(tx: Tx, options: Parameters<typeof publishDocument>[3] = {}) {
  const owner = await makeMember(tx, { isPublisher: true });
  const api = await publishDocument(tx, owner, SERVERS, options);
  documents.add(api.documentId);
  return { owner, ...api };
}

beforeAll(() => db());
afterAll(async () => {
  await db().document.deleteMany({ where: { id: { in: [...documents] } } });
  await closeDb();
});

test("a signed-in person gets a ticket for a version they see; it holds ten minutes and names its document", () =>
  inRollback(async (tx) => {
    const { slug, documentId } = await makeApi(tx);
    const reader = await makeMember(tx, { role: "viewer" });
    await openSession(tx, reader);
    const ctx = ctxOf(tx, reader);
    const { ticket, expiresAt } = await issueRelayTicket(ctx, { api: slug, version: "v1" });
    expect(new Date(expiresAt).getTime() - ctx.now.getTime()).toBe(600_000);
    const at = (ms: number) => findRelayPass({ ...ctx, now: new Date(ctx.now.getTime() + ms) }, ticket);
    expect(await at(599_999)).toEqual({ userId: reader.userId, documentId });
    expect(await at(600_000)).toBeNull();
  }));

test("visitors, access tokens and people who have not confirmed their address get none", () =>
  inRollback(async (tx) => {
    const { slug } = await makeApi(tx);
    const member = await makeMember(tx);
    const token = { ...member, kind: "token" as const, tokenId: "pat_1", scopes: ["apis:read"] };
    const ask = { api: slug, version: "v1" };
    expect(await refusalOf(issueRelayTicket(ctxOf(tx, { kind: "visitor" }), ask))).toBe("not_signed_in");
    expect(await refusalOf(issueRelayTicket(ctxOf(tx, token), ask))).toBe("not_allowed");
    expect(await refusalOf(issueRelayTicket(ctxOf(tx, { ...member, isEmailVerified: false }), ask))).toBe(
      "not_allowed",
    );
  }));

test("what a person may not see does not exist for them; what nobody published is not called", () =>
  inRollback(async (tx) => {
    const closed = await makeApi(tx, { visibility: "organisations" });
    const stranger = ctxOf(tx, await makeMember(tx));
    expect(await refusalOf(issueRelayTicket(stranger, { api: closed.slug, version: "v1" }))).toBe(
      "not_found",
    );
    expect(await refusalOf(issueRelayTicket(stranger, { api: "none", version: "v1" }))).toBe("not_found");
    expect(await refusalOf(issueRelayTicket(stranger, { api: "", version: 1 }))).toBe("invalid_input");
    for (const lifecycle of ["draft", "in_review", "retired"] as const) {
      const { owner, slug } = await makeApi(tx, { lifecycle });
      expect(await refusalOf(issueRelayTicket(ctxOf(tx, owner), { api: slug, version: "v1" }))).toBe(
        "conflict",
      );
    }
  }));

test("a version without a document and a portal without the relay say so", () =>
  inRollback(async (tx) => {
    const { owner, slug, versionId } = await makeApi(tx);
    const ask = () => issueRelayTicket(ctxOf(tx, owner), { api: slug, version: "v1" });
    const off = vi.spyOn(env(), "CONSOLE_RELAY", "get").mockReturnValue(false);
    await expect(ask()).rejects.toMatchObject({ code: "not_allowed", detail: { reason: "relay_off" } });
    off.mockRestore();
    await tx.version.update({ where: { id: versionId }, data: { currentRevisionId: null } });
    expect(await refusalOf(ask())).toBe("conflict");
  }));

test("a ticket holds no longer than what it stands on: the session, the sight, the document", () =>
  inRollback(async (tx) => {
    const { owner, slug, apiId, versionId } = await makeApi(tx);
    const reader = await makeMember(tx);
    await openSession(tx, reader);
    const ctx = ctxOf(tx, reader);
    const { ticket } = await issueRelayTicket(ctx, { api: slug, version: "v1" });
    const pass = () => findRelayPass(ctx, ticket);
    expect(await pass()).not.toBeNull();
    await tx.api.update({ where: { id: apiId }, data: { visibility: "organisations" } });
    expect(await pass()).toBeNull();
    await tx.api.update({ where: { id: apiId }, data: { visibility: "public" } });
    await tx.version.update({ where: { id: versionId }, data: { lifecycle: "draft" } });
    expect(await pass()).toBeNull();
    const { currentRevisionId } = await tx.version.update({
      where: { id: versionId },
      data: { lifecycle: "published" },
    });
    const other = await publishDocument(tx, owner, { servers: [{ url: "https://b.example" }] });
    documents.add(other.documentId);
    await tx.revision.update({
      where: { id: currentRevisionId ?? "" },
      data: { documentId: other.documentId },
    });
    expect(await pass()).toBeNull();
  }));
