import { expect, test } from "vitest";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { confirmTotp } from "./confirm-totp.ts";
import { hasSecondFactor } from "./has-second-factor.ts";
import { spendRecoveryCode } from "./recovery-codes.ts";
import { regenerateRecoveryCodes } from "./regenerate-recovery-codes.ts";
import { spendTotp } from "./spend-totp.ts";
import { startTotp } from "./start-totp.ts";
import { codeAt, enrolTotp } from "./testing/people.ts";

const start = new Date("2026-11-01T12:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

test("an authenticator app counts once a first code has proved it, is audited and mailed, and its key is not readable in the database", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const ctx = ctxOf(tx, member, start);
    const { secret, uri, qr } = await startTotp(ctx);
    expect(uri).toContain(`secret=${secret.replace(/ /g, "")}`);
    expect(qr.path).toMatch(/^M\d+ \d+h1v1h-1z/);
    expect(await hasSecondFactor(tx, member.userId)).toBe(false);
    expect(await spendTotp(tx, member.userId, codeAt(secret, start), start)).toBe(false);
    const wrong = codeAt(secret, after(3_000));
    expect(await refusalOf(confirmTotp(ctx, { code: wrong }))).toBe("invalid_input");
    expect(await refusalOf(confirmTotp(ctx, { code: "12345" }))).toBe("invalid_input");
    expect(await hasSecondFactor(tx, member.userId)).toBe(false);

    const { recoveryCodes } = await confirmTotp(ctx, { code: codeAt(secret, start) });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await hasSecondFactor(tx, member.userId)).toBe(true);
    const { sealedSecret } = await tx.totpFactor.findUniqueOrThrow({ where: { userId: member.userId } });
    expect(Buffer.from(sealedSecret).toString("latin1")).not.toContain(secret.replace(/ /g, ""));
    const codes = await tx.recoveryCode.findMany({ where: { userId: member.userId } });
    expect(JSON.stringify(codes)).not.toContain(recoveryCodes[0]);
    expect(await tx.auditEvent.count({ where: { action: "factor.totp_added", target: member.userId } })).toBe(
      1,
    );
    expect(await tx.outboxMail.count({ where: { toAddress: member.email, template: "factor-added" } })).toBe(
      1,
    );
    expect(await refusalOf(startTotp(ctx))).toBe("conflict");
    expect(await refusalOf(confirmTotp(ctx, { code: codeAt(secret, after(30)) }))).toBe("not_found");
  }));

test("a newer offer replaces the one before, whose codes confirm nothing", () =>
  inRollback(async (tx) => {
    const ctx = ctxOf(tx, await makeMember(tx), start);
    const first = await startTotp(ctx);
    const second = await startTotp(ctx);
    expect(await refusalOf(confirmTotp(ctx, { code: codeAt(first.secret, start) }))).toBe("invalid_input");
    await confirmTotp(ctx, { code: codeAt(second.secret, start) });
  }));

test("a code is taken once, within one step of the clock, and never after a later one", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const other = await makeMember(tx);
    const { secret } = await enrolTotp(ctxOf(tx, member, start));
    const spend = (code: string, now: Date, userId = member.userId) => spendTotp(tx, userId, code, now);
    expect(await spend(codeAt(secret, start), start)).toBe(false);
    const later = after(300);
    expect(await spend(codeAt(secret, after(240)), later)).toBe(false);
    expect(await spend(codeAt(secret, after(360)), later)).toBe(false);
    expect(await spend(codeAt(secret, later), later, other.userId)).toBe(false);
    expect(await spend(codeAt(secret, after(330)), later)).toBe(true);
    expect(await spend(codeAt(secret, after(330)), later)).toBe(false);
    expect(await spend(codeAt(secret, later), later)).toBe(false);
    expect(await spend(codeAt(secret, after(360)), after(390))).toBe(true);
  }));

test("a recovery code works once, for its person only, however it is typed, and not after new ones were made", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const other = await makeMember(tx);
    const ctx = ctxOf(tx, member, start);
    const { recoveryCodes } = await enrolTotp(ctx);
    const [first = "", second = ""] = recoveryCodes;
    expect(await spendRecoveryCode(tx, other.userId, first, start)).toBe(false);
    expect(await spendRecoveryCode(tx, member.userId, first.toUpperCase().replace(/-/g, " "), start)).toBe(
      true,
    );
    expect(await spendRecoveryCode(tx, member.userId, first, start)).toBe(false);
    const { recoveryCodes: fresh } = await regenerateRecoveryCodes(ctx);
    expect(await spendRecoveryCode(tx, member.userId, second, start)).toBe(false);
    expect(await spendRecoveryCode(tx, member.userId, fresh[0] ?? "", start)).toBe(true);
    expect(
      await tx.outboxMail.count({
        where: { toAddress: member.email, template: "recovery-codes-replaced" },
      }),
    ).toBe(1);
    expect(
      await tx.auditEvent.count({
        where: { action: "factor.recovery_codes_replaced", target: member.userId },
      }),
    ).toBe(1);
    expect(await refusalOf(regenerateRecoveryCodes(ctxOf(tx, other, start)))).toBe("conflict");
  }));

test("no factor is touched without a recent proof, and nothing is written", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const stale = ctxOf(tx, { ...member, provedAt: after(-601) }, start);
    expect(await refusalOf(startTotp(stale))).toBe("proof_required");
    expect(await refusalOf(confirmTotp(stale, { code: "123456" }))).toBe("proof_required");
    expect(await refusalOf(regenerateRecoveryCodes(stale))).toBe("proof_required");
    expect(await refusalOf(startTotp(ctxOf(tx, { kind: "visitor" })))).toBe("not_signed_in");
    expect(await tx.totpFactor.count({ where: { userId: member.userId } })).toBe(0);
    expect(await tx.auditEvent.count({ where: { actorId: member.userId } })).toBe(0);
  }));
