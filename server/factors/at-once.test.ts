import { afterEach, expect, test } from "vitest";
import { db } from "#server/platform/db.ts";
import { endsOf, openCtx, queuedBehind, sweep } from "#server/platform/testing/at-once.ts";
import { makeMember } from "#server/platform/testing/world.ts";
import { addPasskey } from "./add-passkey.ts";
import { newChallenge, spendChallenge } from "./challenge.ts";
import { confirmTotp } from "./confirm-totp.ts";
import { offerPasskey } from "./offer-passkey.ts";
import { regenerateRecoveryCodes } from "./regenerate-recovery-codes.ts";
import { startTotp } from "./start-totp.ts";
import { makeAuthenticator } from "./testing/authenticator.ts";
import { codeAt, enrolTotp } from "./testing/people.ts";

const now = new Date("2026-11-01T12:00:00Z");
const made: string[] = [];
afterEach(() => sweep(made.splice(0)));

async function person() {
  const member = await makeMember(db());
  made.push(member.userId);
  return { userId: member.userId, ctx: openCtx(member, now) };
}

test("new recovery codes made twice at once leave ten that count: the ten shown last", async () => {
  const { userId, ctx } = await person();
  await enrolTotp(ctx);
  const both = await queuedBehind({ table: "User", where: { id: userId } }, [
    () => regenerateRecoveryCodes(ctx),
    () => regenerateRecoveryCodes(ctx),
  ]);
  expect(endsOf(both)).toEqual(["done", "done"]);
  expect(await db().recoveryCode.count({ where: { userId } })).toBe(10);
});

test("an app and a passkey added at once show one set of recovery codes", async () => {
  const { userId, ctx } = await person();
  const { secret } = await startTotp(ctx);
  const response = makeAuthenticator().create({ challenge: (await offerPasskey(ctx)).challenge });
  const shown = await Promise.all([
    confirmTotp(ctx, { code: codeAt(secret, now) }),
    addPasskey(ctx, { name: "Laptop", response }),
  ]);
  expect(shown.map(({ recoveryCodes }) => recoveryCodes.length).toSorted((a, b) => a - b)).toEqual([0, 10]);
  expect(await db().recoveryCode.count({ where: { userId } })).toBe(10);
});

test("of two confirmations of one authenticator app at once, one counts", async () => {
  const { userId, ctx } = await person();
  const { secret } = await startTotp(ctx);
  const confirm = () => confirmTotp(ctx, { code: codeAt(secret, now) });
  const both = await queuedBehind({ table: "TotpFactor", where: { userId } }, [confirm, confirm]);
  expect(endsOf(both)).toEqual(["done", "conflict"]);
});

test("one challenge, answered twice at once, is taken once", async () => {
  const challenge = Buffer.from(newChallenge("sign_in", null, now)).toString("base64url");
  const spend = () => spendChallenge(db(), challenge, "sign_in", null, now);
  const taken = await Promise.all([spend(), spend(), spend()]);
  expect(taken.filter(Boolean)).toHaveLength(1);
  await db().passkeyChallenge.deleteMany({ where: { challenge } });
});
