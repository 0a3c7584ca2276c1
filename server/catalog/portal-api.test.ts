import { expect, test } from "vitest";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { getApi, hasPortalApi, publishPortalApi } from "./index.ts";
import { PORTAL_API } from "./schema.ts";

const input = {
  portalName: "Rail Market",
  document: JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Portal", version: "1" },
    paths: { "/me": { get: { responses: { "200": { description: "ok" } } } } },
  }),
};

test("an administrator puts the portal's own API into the catalog, once and audited, for everybody to read", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, await makeMember(tx, { platformRole: "admin", isPublisher: true }));
    expect(await publishPortalApi(ctx, input)).toMatchObject({ isNew: true });
    expect(await publishPortalApi(ctx, input)).toMatchObject({ isNew: false });
    const visitor = ctxOf(tx, { kind: "visitor" });
    expect(await hasPortalApi(visitor)).toBe(true);
    expect((await getApi(visitor, { api: PORTAL_API.slug })).latest).toMatchObject({
      lifecycle: "published",
    });
    expect(
      await tx.auditEvent.count({ where: { action: "revision.published", requestId: ctx.requestId } }),
    ).toBe(1);
  }));

test("nobody but an administrator does, and nothing is written", () =>
  inRollback(async (tx) => {
    const publisher = await makeMember(tx, { isPublisher: true });
    expect(await refusalOf(publishPortalApi(ctxOf(tx, publisher), input))).toBe("not_allowed");
    const reader = await makeMember(tx, { platformRole: "admin", isPublisher: true, role: "viewer" });
    expect(await refusalOf(publishPortalApi(ctxOf(tx, reader), input))).toBe("not_allowed");
    const admin = ctxOf(tx, await makeMember(tx, { platformRole: "admin", isPublisher: true }));
    expect(await refusalOf(publishPortalApi(admin, { ...input, document: "" }))).toBe("invalid_input");
    expect(await hasPortalApi(admin)).toBe(false);
  }));

test("an entry of another organisation is left alone", () =>
  inRollback(async (tx) => {
    const first = ctxOf(tx, await makeMember(tx, { platformRole: "admin", isPublisher: true }));
    await publishPortalApi(first, input);
    const second = ctxOf(tx, await makeMember(tx, { platformRole: "admin", isPublisher: true }));
    expect(await refusalOf(publishPortalApi(second, { ...input, portalName: "Mine" }))).toBe("conflict");
  }));
