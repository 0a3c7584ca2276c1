import { expect, test } from "vitest";
import type { Tx } from "#server/platform/db.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { addPasskey } from "./add-passkey.ts";
import { askForPasskey } from "./ask-for-passkey.ts";
import { listFactors } from "./list-factors.ts";
import { offerPasskey } from "./offer-passkey.ts";
import { renamePasskey } from "./rename-passkey.ts";
import { PasskeyResponse } from "./schema.ts";
import { spendPasskey } from "./spend-passkey.ts";
import { makeAuthenticator } from "./testing/authenticator.ts";
import { enrolPasskey } from "./testing/people.ts";

const start = new Date("2026-11-01T12:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

type Purpose = Parameters<typeof spendPasskey>[1]["purpose"];

function answer(tx: Tx, raw: unknown, userId: string | null, purpose: Purpose = "sign_in", now = start) {
  return spendPasskey(tx, { response: PasskeyResponse.parse(raw), purpose, userId }, now);
}

test("a passkey made for this portal is kept with its name, audited and mailed, and brings recovery codes the first time", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const ctx = ctxOf(tx, member, start);
    const first = await enrolPasskey(ctx, "Laptop");
    expect(first.recoveryCodes).toHaveLength(10);
    expect((await enrolPasskey(ctx, "Phone")).recoveryCodes).toHaveLength(0);
    const { passkeys } = await listFactors(tx, member.userId);
    expect(passkeys.map(({ name }) => name)).toEqual(["Laptop", "Phone"]);
    expect(
      await tx.auditEvent.count({ where: { action: "factor.passkey_added", target: first.passkey.id } }),
    ).toBe(1);
    expect(await tx.outboxMail.count({ where: { toAddress: member.email, template: "factor-added" } })).toBe(
      2,
    );
    const offer = await offerPasskey(ctx);
    expect(offer.excludeCredentials).toHaveLength(2);
    expect(offer.authenticatorSelection).toMatchObject({
      residentKey: "required",
      userVerification: "required",
    });
    expect(offer.rp.id).toBe("localhost");
  }));

test("what was made elsewhere, unverified, for another person, twice or too late is not kept", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const other = ctxOf(tx, await makeMember(tx), start);
    const ctx = ctxOf(tx, member, start);
    const make = makeAuthenticator();
    const attempt = (response: unknown, at = ctx) => refusalOf(addPasskey(at, { name: "Key", response }));
    const { challenge } = await offerPasskey(ctx);
    expect(await attempt(make.create({ challenge, origin: "https://evil.test" }))).toBe("invalid_input");
    expect(await attempt(make.create({ challenge }))).toBe("invalid_input"); // the challenge is spent
    const fresh = async (at = ctx) => (await offerPasskey(at)).challenge;
    expect(await attempt(make.create({ challenge: await fresh(), rpID: "evil.test" }))).toBe("invalid_input");
    expect(await attempt(make.create({ challenge: await fresh(), isVerified: false }))).toBe("invalid_input");
    expect(await attempt(make.create({ challenge: await fresh(other) }))).toBe("invalid_input");
    const late = ctxOf(tx, member, after(601));
    expect(await attempt(make.create({ challenge: await fresh() }), late)).toBe("invalid_input");
    const request = await askForPasskey(tx, "proof", member.userId, start);
    expect(await attempt(make.create({ challenge: request.challenge }))).toBe("invalid_input");
    expect(await attempt({ id: "x" })).toBe("invalid_input");
    expect(await tx.passkey.count({ where: { userId: member.userId } })).toBe(0);
    const stale = ctxOf(tx, { ...member, provedAt: after(-601) }, start);
    expect(await refusalOf(offerPasskey(stale))).toBe("proof_required");
    expect(await attempt(make.create({ challenge: await fresh() }), stale)).toBe("proof_required");
  }));

test("a passkey says who its holder is; each challenge counts once, for its purpose and person", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const other = await makeMember(tx);
    const { authenticator } = await enrolPasskey(ctxOf(tx, member, start));
    const ask = async (purpose: Purpose, userId: string | null) =>
      (await askForPasskey(tx, purpose, userId, start)).challenge;

    const given = authenticator.get({ challenge: await ask("sign_in", null), userId: member.userId });
    expect(await answer(tx, given, null)).toMatchObject({ userId: member.userId });
    expect(await answer(tx, given, null)).toBeNull();

    const forSignIn = authenticator.get({ challenge: await ask("sign_in", null) });
    expect(await answer(tx, forSignIn, member.userId, "second_step")).toBeNull();
    const forOther = authenticator.get({ challenge: await ask("second_step", other.userId) });
    expect(await answer(tx, forOther, member.userId, "second_step")).toBeNull();
    expect(await answer(tx, forOther, other.userId, "second_step")).toBeNull();
    const mine = authenticator.get({ challenge: await ask("second_step", member.userId) });
    expect(await answer(tx, mine, member.userId, "second_step", after(601))).toBeNull();
    expect(await answer(tx, mine, member.userId, "second_step", after(60))).toMatchObject({
      userId: member.userId,
    });
    const foreignHandle = authenticator.get({ challenge: await ask("sign_in", null), userId: other.userId });
    expect(await answer(tx, foreignHandle, null)).toBeNull();
  }));

test("another origin, another host, a holder not verified and a strange key are refused", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const { authenticator } = await enrolPasskey(ctxOf(tx, member, start));
    const challenge = async () => (await askForPasskey(tx, "sign_in", null, start)).challenge;
    for (const wrong of [{ origin: "https://evil.test" }, { rpID: "evil.test" }, { isVerified: false }])
      expect(
        await answer(tx, authenticator.get({ challenge: await challenge(), ...wrong }), null),
      ).toBeNull();
    const forged = { ...makeAuthenticator().get({ challenge: await challenge() }) };
    expect(await answer(tx, forged, null)).toBeNull();
    const { id, rawId } = authenticator.get({ challenge: "x" });
    expect(await answer(tx, { ...forged, id, rawId }, null)).toBeNull();
    expect(await answer(tx, authenticator.get({ challenge: "bWFkZSB1cA" }), null)).toBeNull();
  }));

test("an authenticator that counts must count on: a copy that lags behind is refused", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const { authenticator } = await enrolPasskey(ctxOf(tx, member, start));
    const signIn = async (counter: number) => {
      authenticator.state.counter = counter;
      const { challenge } = await askForPasskey(tx, "sign_in", null, start);
      return (await answer(tx, authenticator.get({ challenge }), null)) !== null;
    };
    expect(await signIn(5)).toBe(true);
    expect(await signIn(5)).toBe(false);
    expect(await signIn(4)).toBe(false);
    expect(await signIn(0)).toBe(false);
    expect(await signIn(6)).toBe(true);
  }));

test("people rename their own passkeys only", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const ctx = ctxOf(tx, member, start);
    const { passkey } = await enrolPasskey(ctx);
    const stranger = ctxOf(tx, await makeMember(tx), start);
    const input = { passkeyId: passkey.id, name: "Work laptop" };
    expect(await refusalOf(renamePasskey(stranger, input))).toBe("not_found");
    expect(await refusalOf(renamePasskey(ctx, { ...input, name: "<b>" }))).toBe("invalid_input");
    await renamePasskey(ctx, input);
    expect((await listFactors(tx, member.userId)).passkeys[0]?.name).toBe("Work laptop");
    expect(
      await tx.auditEvent.count({ where: { action: "factor.passkey_renamed", target: passkey.id } }),
    ).toBe(1);
  }));
