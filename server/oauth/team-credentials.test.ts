import { expect, test } from "vitest";
import { registerApp } from "#server/apps/index.ts";
import { issueKey, listKeys, revokeKey } from "#server/credentials/index.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { addSecret, createClient, listClients, revokeClient, revokeSecret } from "./index.ts";

test("a developer of another team sees that credentials exist and neither makes nor ends any", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { orgId, teamId } = owner;
    const secondId = newId("team");
    await tx.team.create({ data: { id: secondId, orgId, slug: "second", name: "Second" } });
    const inside = ctxOf(tx, await makeMember(tx, { orgId, role: "developer", teamIds: [secondId] }));
    const outside = ctxOf(tx, await makeMember(tx, { orgId, role: "developer", teamIds: [teamId] }));
    const { id: appId } = await registerApp(inside, { name: "Ledger" });
    const named = { appId, name: "CI", environment: "sandbox" };
    const { key } = await issueKey(inside, named);
    const { client, secretId } = await createClient(inside, named);
    const clientId = client.id;
    expect(await refusalOf(issueKey(outside, named))).toBe("not_allowed");
    expect(await refusalOf(revokeKey(outside, { keyId: key.id }))).toBe("not_allowed");
    expect(await refusalOf(createClient(outside, named))).toBe("not_allowed");
    expect(await refusalOf(addSecret(outside, { clientId }))).toBe("not_allowed");
    expect(await refusalOf(revokeSecret(outside, { clientId, secretId }))).toBe("not_allowed");
    expect(await refusalOf(revokeClient(outside, { clientId }))).toBe("not_allowed");
    expect(await listKeys(outside, { appId })).toMatchObject([{ state: "active" }]);
    expect(await listClients(outside, { appId })).toMatchObject([{ state: "active" }]);
    expect(await tx.auditEvent.count({ where: { requestId: outside.requestId } })).toBe(0);
    // Whoever leaves the team loses its credentials with it; an owner keeps all.
    await revokeKey(ctxOf(tx, owner), { keyId: key.id });
  }));
