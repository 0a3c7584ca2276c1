import { expect, test } from "vitest";
import { issueAccessToken, signIn, signUp, updateProfile, verifyEmail } from "#server/identity/index.ts";
import type { MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { findMember } from "#server/platform/session-row.ts";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { acceptTerms } from "./accept-terms.ts";
import { exportAcceptances } from "./export-acceptances.ts";
import { findTerms, getTerms, listTerms } from "./list-terms.ts";
import { publishTerms } from "./publish-terms.ts";

const VISITOR = { kind: "visitor" } as const;
const origin = { address: "192.0.2.7", userAgent: "Firefox/1 (X11; Linux)" };
const now = new Date("2026-11-01T12:00:00Z");
const onDay = (day: string) => new Date(`${day}T12:00:00Z`);
const text = "# Terms\n\nBe **kind**.";

async function withTerms(tx: Tx, input: object = { text }) {
  const admin = await makeMember(tx, { platformRole: "admin" });
  const { number } = await publishTerms(ctxOf(tx, admin), input);
  return { admin, number };
}

/** The person as the next request knows them. */
async function signedIn(tx: Tx, member: MemberCaller, at = now): Promise<MemberCaller> {
  await tx.session.create({
    data: {
      id: member.sessionId,
      userId: member.userId,
      createdAt: now,
      provedAt: at,
      lastSeenAt: at,
      expiresAt: onDay("2027-12-01"),
    },
  });
  const found = await findMember(tx, member.sessionId, at);
  if (!found) throw new Error("no session");
  return found;
}

test("an administrator publishes a version; its text is hashed and rendered safely, and it is audited", () =>
  inRollback(async (tx) => {
    const admin = await makeMember(tx, { platformRole: "admin" });
    const ctx = ctxOf(tx, admin);
    const { number } = await publishTerms(ctx, {
      text: `${text}\n\n<script>alert(1)</script>`,
      changes: "New",
    });
    const terms = await getTerms(ctxOf(tx, VISITOR), { number });
    expect(terms).toMatchObject({ state: "in_force", changes: "New" });
    expect(terms.html).toContain("<strong>kind</strong>");
    expect(terms.html).not.toContain("script");
    expect(terms.textHash).toBe(sha256Hex(`${text}\n\n<script>alert(1)</script>`));
    const event = await tx.auditEvent.findFirst({ where: { requestId: ctx.requestId } });
    expect(event).toMatchObject({ action: "terms.published", detail: { number } });
  }));

test("nobody else publishes, lists or exports, and what is not a version is refused with nothing written", () =>
  inRollback(async (tx) => {
    const { admin, number } = await withTerms(tx);
    const owner = ctxOf(tx, await makeMember(tx));
    expect(await refusalOf(publishTerms(owner, { text: "x" }))).toBe("not_allowed");
    expect(await refusalOf(publishTerms(ctxOf(tx, VISITOR), { text: "x" }))).toBe("not_signed_in");
    expect(await refusalOf(listTerms(owner))).toBe("not_allowed");
    expect(await refusalOf(exportAcceptances(owner, { number }).next())).toBe("not_allowed");
    const ctx = ctxOf(tx, admin);
    expect(await refusalOf(publishTerms(ctx, { text: " " }))).toBe("invalid_input");
    expect(await refusalOf(publishTerms(ctx, { text: "x", effectiveOn: "2026-10-31" }))).toBe(
      "invalid_input",
    );
    expect(await refusalOf(publishTerms(ctx, { text: "x", effectiveOn: "soon" }))).toBe("invalid_input");
    expect(await refusalOf(publishTerms(ctx, { text }))).toBe("conflict");
    expect((await listTerms(ctx))[0]).toMatchObject({ number, state: "in_force" });
  }));

test("a version comes into force on its day, not before, and never out of order", () =>
  inRollback(async (tx) => {
    const { admin, number } = await withTerms(tx);
    const ctx = ctxOf(tx, admin);
    const next = await publishTerms(ctx, { text: "Two", effectiveOn: "2026-12-01" });
    expect(await findTerms(ctx)).toMatchObject({ number });
    expect(await getTerms(ctx, next)).toMatchObject({ state: "upcoming" });
    expect(await findTerms(ctxOf(tx, VISITOR, onDay("2026-12-01")))).toMatchObject({ number: next.number });
    expect(await refusalOf(publishTerms(ctx, { text: "Three", effectiveOn: "2026-11-20" }))).toBe(
      "invalid_input",
    );
    expect(await refusalOf(getTerms(ctx, { number: next.number + 1 }))).toBe("not_found");
  }));

test("whoever has not accepted gets nothing new, may still look after their account, and goes on once they accept", () =>
  inRollback(async (tx) => {
    const { number } = await withTerms(tx);
    const member = await signedIn(tx, await makeMember(tx));
    expect(member.outstandingTerms).toBe(number);
    const ctx = ctxOf(tx, member);
    const token = { name: "CI", scopes: ["apis:read"] };
    expect(await refusalOf(issueAccessToken(ctx, token))).toBe("not_allowed");
    const act = (action: string) =>
      mutate(ctx, async () => ({ value: null, audit: { action, target: "x" } }));
    for (const action of ["key.issued", "app.registered", "subscription.created", "organisation.founded"])
      expect(await refusalOf(act(action))).toBe("not_allowed");
    for (const action of ["key.revoked", "app.deleted", "member.left", "user.password_changed"])
      await act(action);
    await updateProfile(ctx, { name: "Ada" });
    await acceptTerms(ctx, { terms: number }, origin);
    const after = await findMember(tx, member.sessionId, now);
    expect(after?.outstandingTerms).toBeUndefined();
    expect(after && (await issueAccessToken(ctxOf(tx, after), token)).token.name).toBe("CI");
  }));

test("an acceptance keeps which text, when and from where; accepting twice changes nothing of it", () =>
  inRollback(async (tx) => {
    const { admin, number } = await withTerms(tx);
    const member = await makeMember(tx);
    const ctx = ctxOf(tx, member);
    await acceptTerms(ctx, { terms: number }, origin);
    await acceptTerms(ctxOf(tx, member, onDay("2026-11-05")), { terms: number }, { ...origin, address: "" });
    expect(await tx.termsAcceptance.findMany({ where: { userId: member.userId } })).toMatchObject([
      { textHash: sha256Hex(text), acceptedAt: now, ...origin },
    ]);
    expect(await tx.auditEvent.count({ where: { actorId: member.userId, action: "terms.accepted" } })).toBe(
      1,
    );
    let csv = "";
    for await (const piece of exportAcceptances(ctxOf(tx, admin), { number })) csv += piece;
    expect(csv).toContain(`"${now.toISOString()}","${member.userId}","${member.email}"`);
    expect(csv).toContain(sha256Hex(text));
    expect((await listTerms(ctxOf(tx, admin)))[0]).toMatchObject({ acceptedBy: 1 });
  }));

test("only the version in force can be accepted, and only by a person", () =>
  inRollback(async (tx) => {
    const { admin, number } = await withTerms(tx);
    const next = await publishTerms(ctxOf(tx, admin), { text: "Two", effectiveOn: "2026-12-01" });
    const member = await makeMember(tx);
    expect(await refusalOf(acceptTerms(ctxOf(tx, member), { terms: next.number }, origin))).toBe("conflict");
    const later = ctxOf(tx, member, onDay("2026-12-02"));
    expect(await refusalOf(acceptTerms(later, { terms: number }, origin))).toBe("conflict");
    expect(await refusalOf(acceptTerms(ctxOf(tx, member), {}, origin))).toBe("invalid_input");
    expect(await refusalOf(acceptTerms(ctxOf(tx, VISITOR), { terms: number }, origin))).toBe("not_signed_in");
    const { kind: _, ...rest } = member;
    const token = { ...rest, kind: "token" as const, tokenId: "pat_1", scopes: [] };
    expect(await refusalOf(acceptTerms(ctxOf(tx, token), { terms: number }, origin))).toBe("not_allowed");
    expect(await tx.termsAcceptance.count({ where: { userId: member.userId } })).toBe(0);
  }));

test("a new version asks again whoever accepted the one before", () =>
  inRollback(async (tx) => {
    const { admin, number } = await withTerms(tx);
    const member = await makeMember(tx);
    await acceptTerms(ctxOf(tx, member), { terms: number }, origin);
    const next = await publishTerms(ctxOf(tx, admin), { text: "Two", effectiveOn: "2026-12-01" });
    expect((await signedIn(tx, member)).outstandingTerms).toBeUndefined();
    const later = await findMember(tx, member.sessionId, onDay("2026-12-02"));
    expect(later?.outstandingTerms).toBe(next.number);
  }));

test("signing up takes the terms in force, and a sign-up that replaces an unconfirmed one replaces its acceptance", () =>
  inRollback(async (tx) => {
    const { number } = await withTerms(tx);
    const ctx = ctxOf(tx, VISITOR);
    const input = { email: "ada@rail.test", password: "seven quiet otters waltz" };
    expect(await refusalOf(signUp(ctx, input, origin))).toBe("invalid_input");
    expect(await refusalOf(signUp(ctx, { ...input, terms: number + 1 }, origin))).toBe("invalid_input");
    expect(await tx.user.count({ where: { email: input.email } })).toBe(0);
    await signUp(ctx, { ...input, terms: String(number) }, origin);
    const anew = ctxOf(tx, VISITOR, new Date(now.getTime() + 1_000));
    const pending = await signUp(anew, { ...input, terms: number }, { ...origin, address: "198.51.100.3" });
    const user = await tx.user.findUniqueOrThrow({ where: { email: input.email }, select: { id: true } });
    expect(await tx.termsAcceptance.findMany({ where: { userId: user.id } })).toMatchObject([
      { address: "198.51.100.3" },
    ]);
    const mail = await tx.outboxMail.findFirstOrThrow({
      where: { toAddress: input.email },
      orderBy: { createdAt: "desc" },
    });
    const token = /token=([0-9A-Za-z]+)/.exec(mail.text)?.[1];
    await verifyEmail(ctx, { token }, { ...origin, browserSecret: pending.browserSecret });
    const admission = await signIn(ctx, input, origin);
    if (admission.kind !== "session") throw new Error(admission.kind);
    expect((await findMember(tx, admission.session.id, now))?.outstandingTerms).toBeUndefined();
  }));
