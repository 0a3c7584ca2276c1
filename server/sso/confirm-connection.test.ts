import { expect, test } from "vitest";
import { enrolTotp } from "#server/factors/testing/people.ts";
import { endWaysIn } from "#server/identity/end-ways-in.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { seal, sha256Hex } from "#server/platform/keyring.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import type { ExternalAssertion } from "./assertion.ts";
import { confirmConnection, peekConnection } from "./confirm-connection.ts";

const now = new Date("2026-11-01T12:00:00Z");
const later = new Date("2026-11-01T12:05:00Z");
const browserSecret = "b".repeat(43);
const BROWSER = { address: "192.0.2.8", userAgent: "Test", browserSecret };

const config = { issuer: "https://house.test", clientId: "portico", scopes: "openid", emailDomains: [] };

/** A mailed link that would connect a provider's identity to this person. */
async function mailedLink(tx: Tx, email: string) {
  const [providerId, slug] = [newId("idp"), `house-${randomBase62(8).toLowerCase()}`];
  await tx.identityProvider.create({
    data: { id: providerId, kind: "oidc", slug, name: "House", config, createdBy: "test" },
  });
  const assertion: ExternalAssertion = {
    ...{ providerId, subject: slug, email, isEmailVerified: true, name: "Ada" },
    ...{ claims: { groups: ["staff"] }, authenticatedAt: null },
  };
  const { orgId } = await makeMember(tx);
  await tx.claimMapping.create({
    data: { id: newId("map"), providerId, claim: "groups", value: "staff", orgId, role: "developer" },
  });
  const token = randomBase62(40);
  await tx.pendingConnection.create({
    data: {
      ...{ id: newId("pco"), tokenHash: sha256Hex(token), browserHash: sha256Hex(browserSecret), providerId },
      ...{ email, sealedAssertion: seal(JSON.stringify(assertion)), createdAt: now },
      expiresAt: new Date("2026-11-01T13:00:00Z"),
    },
  });
  const given = (userId: string) =>
    Promise.all([
      tx.externalIdentity.count({ where: { userId } }),
      tx.membership.count({ where: { userId, orgId } }),
    ]);
  return { token, given };
}

test("with a second factor nothing is connected or given before that step; the link then leads back, and counts once", () =>
  inRollback(async (tx) => {
    const person = await makeMember(tx);
    await enrolTotp(ctxOf(tx, person, now));
    const { token, given } = await mailedLink(tx, person.email);
    for (const caller of [{ kind: "visitor" } as const, await makeMember(tx)])
      expect(await confirmConnection(ctxOf(tx, caller, later), { token }, BROWSER)).toMatchObject({
        admission: { kind: "second_step" },
        next: `/sign-in/confirm?token=${token}`,
      });
    expect(await given(person.userId)).toEqual([0, 0]);
    const ctx = ctxOf(tx, person, later);
    expect(await peekConnection(ctx, token, browserSecret)).toMatchObject({ state: "ready" });
    expect(await confirmConnection(ctx, { token }, BROWSER)).toMatchObject({ kind: "connected" });
    expect(await given(person.userId)).toEqual([1, 1]);
    expect(await refusalOf(confirmConnection(ctx, { token }, BROWSER))).toBe("not_found");
  }));

test("a mailed link connects nothing once the person's ways in were ended; other people's links live on", () =>
  inRollback(async (tx) => {
    const [person, other] = [await makeMember(tx), await makeMember(tx)];
    const [link, others] = [await mailedLink(tx, person.email), await mailedLink(tx, other.email)];
    await endWaysIn(tx, person.userId, now);
    const visitor = ctxOf(tx, { kind: "visitor" }, later);
    expect(await refusalOf(confirmConnection(visitor, { token: link.token }, BROWSER))).toBe("not_found");
    expect(await link.given(person.userId)).toEqual([0, 0]);
    expect(await confirmConnection(visitor, { token: others.token }, BROWSER)).toMatchObject({
      kind: "admitted",
      admission: { kind: "session" },
    });
  }));
