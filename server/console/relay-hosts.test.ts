import { expect, test } from "vitest";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { allowRelayHost } from "./allow-relay-host.ts";
import { listRelayHosts } from "./list-relay-hosts.ts";
import { removeRelayHost } from "./remove-relay-host.ts";

test("an administrator allows a host and takes it back; both are audited", () =>
  inRollback(async (tx) => {
    const admin = await makeMember(tx, { platformRole: "admin" });
    const ctx = ctxOf(tx, admin);
    const { id } = await allowRelayHost(ctx, { host: " SSO.Example.com " });
    expect(await listRelayHosts(ctx)).toEqual([
      { id, pattern: "sso.example.com", createdAt: ctx.now, by: admin.name },
    ]);
    await removeRelayHost(ctx, { id });
    expect(await listRelayHosts(ctx)).toEqual([]);
    const events = await tx.auditEvent.findMany({ where: { target: id }, orderBy: { id: "asc" } });
    expect(events.map(({ action, targetName }) => [action, targetName]).sort()).toEqual([
      ["relay-host.allowed", "sso.example.com"],
      ["relay-host.removed", "sso.example.com"],
    ]);
  }));

test("nobody but an administrator lists, allows or removes a host, and nothing is written", () =>
  inRollback(async (tx) => {
    const admin = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    const { id } = await allowRelayHost(admin, { host: "sso.example.com" });
    const member = await makeMember(tx, { isPublisher: true });
    const token = {
      ...member,
      kind: "token" as const,
      tokenId: "pat_1",
      platformRole: "admin" as const,
      scopes: ["apis:write"],
    };
    const asked = [
      [ctxOf(tx, member), "not_allowed"],
      [ctxOf(tx, token), "not_allowed"],
      [ctxOf(tx, { kind: "visitor" }), "not_signed_in"],
    ] as const;
    for (const [ctx, code] of asked) {
      expect(await refusalOf(listRelayHosts(ctx))).toBe(code);
      expect(await refusalOf(allowRelayHost(ctx, { host: "evil.example.com" }))).toBe(code);
      expect(await refusalOf(removeRelayHost(ctx, { id }))).toBe(code);
    }
    expect((await listRelayHosts(admin)).map(({ pattern }) => pattern)).toEqual(["sso.example.com"]);
  }));

test("a host that is listed, none, or not to be reached is refused, and nothing is written", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    const { id } = await allowRelayHost(ctx, { host: "sso.example.com" });
    expect(await refusalOf(allowRelayHost(ctx, { host: "SSO.example.com" }))).toBe("conflict");
    for (const host of [
      "",
      "https://x.example.com",
      "*.com",
      "127.0.0.1",
      "a\u0000.example.com",
      "x".repeat(300),
    ])
      expect(await refusalOf(allowRelayHost(ctx, { host }))).toBe("invalid_input");
    expect(await refusalOf(removeRelayHost(ctx, { id: "host_none" }))).toBe("not_found");
    expect((await listRelayHosts(ctx)).map((host) => host.id)).toEqual([id]);
    expect(
      await tx.auditEvent.count({
        where: { actorId: ctx.caller.kind === "member" ? ctx.caller.userId : "" },
      }),
    ).toBe(1);
  }));

test("the list stays short enough to compare with on each call", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, await makeMember(tx, { platformRole: "admin" }));
    await tx.relayHost.createMany({
      data: Array.from({ length: 200 }, (_, i) => ({
        id: `host_${i}`,
        pattern: `h${i}.example.com`,
        createdBy: "usr_1",
      })),
    });
    expect(await refusalOf(allowRelayHost(ctx, { host: "one-more.example.com" }))).toBe("limit_reached");
  }));
