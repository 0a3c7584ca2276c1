import { expect, test } from "vitest";
import { registerApp } from "#server/apps/index.ts";
import { issueKey, revokeKey } from "#server/credentials/index.ts";
import { createClient } from "#server/oauth/index.ts";
import { newId } from "#server/platform/ids.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { getExposure } from "./get-exposure.ts";
import { issueOrganisationToken } from "./issue-organisation-token.ts";
import { listDepartures } from "./list-departures.ts";
import { revokeOrganisationToken } from "./revoke-organisation-token.ts";
import { rotateAccessToken } from "./rotate-access-token.ts";
import { removeMember } from "./update-member.ts";

test("what a person made and saw is known before their removal and after; what was replaced counts as mended", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { orgId } = owner;
    const leaver = await makeMember(tx, { orgId, role: "developer" });
    const [asOwner, asLeaver] = [ctxOf(tx, owner), ctxOf(tx, leaver)];
    const { id: appId } = await registerApp(asLeaver, { name: "Ledger" });
    const { key } = await issueKey(asLeaver, { appId, name: "CI", environment: "live" });
    const { client } = await createClient(asLeaver, { appId, name: "Web", environment: "live" });
    await issueKey(asOwner, { appId, name: "Not theirs", environment: "live" });
    const ask = () => getExposure(asOwner, { userId: leaver.userId });
    const before = await ask();
    expect(before.leftAt).toBeNull();
    const state = ({ things }: typeof before) =>
      Object.fromEntries(things.map(({ id, isOpen }) => [id, isOpen]));
    expect(state(before)).toEqual({ [appId]: false, [key.id]: true, [client.id]: true });
    await removeMember(asOwner, { orgId, userId: leaver.userId });
    expect(await tx.app.count({ where: { id: appId, orgId, deletedAt: null } })).toBe(1);
    await revokeKey(asOwner, { keyId: key.id });
    const after = await ask();
    expect(after).toMatchObject({ wasRemoved: true, leftAt: asOwner.now, email: leaver.email });
    expect(state(after)).toEqual({ [appId]: false, [key.id]: false, [client.id]: true });
    expect(await listDepartures(asOwner)).toMatchObject([{ userId: leaver.userId, wasRemoved: true }]);
  }));

test("only organisers learn what somebody saw, and only of people of their organisation", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { orgId, userId } = owner;
    for (const role of ["developer", "viewer"] as const) {
      const weak = ctxOf(tx, await makeMember(tx, { orgId, role }));
      expect(await refusalOf(getExposure(weak, { userId }))).toBe("not_allowed");
      expect(await refusalOf(listDepartures(weak))).toBe("not_allowed");
    }
    const away = ctxOf(tx, await makeMember(tx));
    expect(await refusalOf(getExposure(away, { userId }))).toBe("not_found");
    expect(await listDepartures(away)).toEqual([]);
  }));

test("the organisation's tokens that somebody made or replaced stay listed as open after they left, until they end", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { orgId } = owner;
    const leaver = await makeMember(tx, { orgId, role: "admin" });
    const [asOwner, asLeaver] = [ctxOf(tx, owner), ctxOf(tx, leaver)];
    const wish = { name: "Deploy", scopes: ["apis:read"], expiresInDays: 90, role: "developer" };
    const made = (await issueOrganisationToken(asLeaver, wish)).token.id;
    const notTheirs = (await issueOrganisationToken(asOwner, wish)).token.id;
    const replaced = (await rotateAccessToken(asLeaver, { tokenId: notTheirs })).token.id;
    await removeMember(asOwner, { orgId, userId: leaver.userId });
    const state = async () => {
      const { things } = await getExposure(asOwner, { userId: leaver.userId });
      return Object.fromEntries(things.map(({ kind, id, isOpen }) => [`${kind} ${id}`, isOpen]));
    };
    expect(await state()).toEqual({ [`token ${made}`]: true, [`token ${replaced}`]: true });
    await revokeOrganisationToken(asOwner, { tokenId: made });
    expect(await state()).toEqual({ [`token ${made}`]: false, [`token ${replaced}`]: true });
  }));

test("a token of the directory that somebody was shown is listed as open while it lives", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx);
    const { orgId } = owner;
    const { userId } = await makeMember(tx, { orgId, role: "admin" });
    const id = newId("scim");
    const row = { id, orgId, name: "Entra", tokenHash: id, hint: "", createdBy: userId };
    await tx.scimToken.create({ data: { ...row, expiresAt: new Date("2027-01-01") } });
    const event = { action: "scim_token.issued", target: id, targetName: "Entra", orgId, requestId: "" };
    await tx.auditEvent.create({
      data: { ...event, id: newId("aud"), actorKind: "member", actorId: userId, actorLabel: "" },
    });
    const ask = async () => (await getExposure(ctxOf(tx, owner), { userId })).things;
    expect(await ask()).toMatchObject([{ kind: "directory_token", id, name: "Entra", isOpen: true }]);
    await tx.scimToken.update({ where: { id }, data: { revokedAt: new Date("2026-11-01") } });
    expect(await ask()).toMatchObject([{ isOpen: false }]);
  }));
