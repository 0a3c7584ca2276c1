import { expect, test } from "vitest";
import { enrolPasskey, enrolTotp } from "#server/factors/testing/people.ts";
import type { Tx } from "#server/platform/db.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { changePassword } from "./change-password.ts";
import { getSecurity } from "./get-security.ts";
import { hashPassword } from "./password-hash.ts";
import { removePasskey, removePassword, removeTotp } from "./remove-factor.ts";

const long = "seven quiet otters waltz";
const short = "otter-waltz";

/** A person with a password, in a session of theirs. */
async function signedIn(tx: Tx) {
  const member = await makeMember(tx);
  const { sessionId: id, userId } = member;
  const passwordHash = await hashPassword(long);
  await tx.user.update({ where: { id: userId }, data: { passwordHash } });
  await tx.session.create({ data: { id, userId, expiresAt: new Date("2027-01-01") } });
  return member;
}

test("a password goes only while a passkey stays, and the last passkey only while a password does", () =>
  inRollback(async (tx) => {
    const member = await signedIn(tx);
    const ctx = ctxOf(tx, member);
    expect(await refusalOf(removePassword(ctx))).toBe("conflict");
    await enrolTotp(ctx);
    expect(await refusalOf(removePassword(ctx))).toBe("conflict");
    const { passkey } = await enrolPasskey(ctx);
    await removePassword(ctx);
    expect(await getSecurity(ctx)).toMatchObject({ hasPassword: false, totp: {} });
    expect(
      await tx.outboxMail.count({ where: { toAddress: member.email, template: "password-removed" } }),
    ).toBe(1);
    expect(await refusalOf(removePassword(ctx))).toBe("conflict");
    await changePassword(ctx, { password: long });
    await removePasskey(ctx, { passkeyId: passkey.id });
    expect(await getSecurity(ctx)).toMatchObject({ hasPassword: true, passkeys: [] });
    expect(
      await tx.auditEvent.count({ where: { action: "factor.passkey_removed", target: passkey.id } }),
    ).toBe(1);
  }));

test("the last way in is never removed", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, await makeMember(tx)); // has no password
    const { passkey } = await enrolPasskey(ctx);
    await enrolTotp(ctx);
    await tx.$executeRaw`SAVEPOINT before`;
    expect(await refusalOf(removePasskey(ctx, { passkeyId: passkey.id }))).toBe("conflict");
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT before`;
    expect((await getSecurity(ctx)).passkeys).toHaveLength(1);
    const stranger = ctxOf(tx, await makeMember(tx));
    expect(await refusalOf(removePasskey(stranger, { passkeyId: passkey.id }))).toBe("not_found");
    await removeTotp(ctx);
    expect(await refusalOf(removeTotp(ctx))).toBe("not_found");
  }));

test("a short password needs a second factor beside it for as long as it lasts", () =>
  inRollback(async (tx) => {
    const member = await signedIn(tx);
    const ctx = ctxOf(tx, member);
    const change = (currentPassword: string, password: string) =>
      changePassword(ctx, { currentPassword, password });
    expect(await refusalOf(change(long, short))).toBe("invalid_input");
    await enrolTotp(ctx);
    expect(await refusalOf(change("wrong", short))).toBe("invalid_input");
    await change(long, short);
    await tx.$executeRaw`SAVEPOINT before`;
    expect(await refusalOf(removeTotp(ctx))).toBe("conflict");
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT before`;
    await change(short, "eight calm badgers sing");
    await removeTotp(ctx);
    expect(await getSecurity(ctx)).toMatchObject({
      totp: null,
      recoveryCodesLeft: 0,
      isPasswordShort: false,
    });
    expect(
      await tx.outboxMail.count({ where: { toAddress: member.email, template: "factor-removed" } }),
    ).toBe(1);
  }));

test("without a recent proof no way in is changed", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, { ...(await makeMember(tx)), provedAt: null });
    expect(await refusalOf(removeTotp(ctx))).toBe("proof_required");
    expect(await refusalOf(removePasskey(ctx, { passkeyId: "pky_x" }))).toBe("proof_required");
    expect(await refusalOf(removePassword(ctx))).toBe("proof_required");
    expect(await refusalOf(changePassword(ctx, { password: long }))).toBe("proof_required");
  }));
