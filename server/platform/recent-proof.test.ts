import { expect, test } from "vitest";
import { type MemberCaller, requireProofOfPerson, requireRecentProof } from "./context.ts";
import { ctxOf, inRollback, makeMember } from "./testing/world.ts";

const now = new Date("2026-11-01T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

function codeOf(work: () => unknown): string {
  try {
    work();
    return "done";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "bug";
  }
}

test("a person passes for ten minutes after proving who they are, and without a proof not at all", () =>
  inRollback(async (tx) => {
    const member = await makeMember(tx);
    const attempt = (provedAt: Date | null) =>
      codeOf(() => requireRecentProof(ctxOf(tx, { ...member, provedAt }, now)));
    expect(attempt(ago(0))).toBe("done");
    expect(attempt(ago(10))).toBe("done");
    expect(attempt(ago(10.1))).toBe("proof_required");
    expect(attempt(null)).toBe("proof_required");
    expect(codeOf(() => requireRecentProof(ctxOf(tx, { ...member, provedAt: ago(2) }, now), 60_000))).toBe(
      "proof_required",
    );
  }));

test("a token never passes where a person must prove themselves, and a visitor is asked to sign in", () =>
  inRollback(async (tx) => {
    const { userId, name, platformRole, orgId, isPublisher, role, teamIds }: MemberCaller =
      await makeMember(tx);
    const person = { userId, name, platformRole, orgId, isPublisher, role, teamIds };
    const token = { ...person, kind: "token" as const, tokenId: "pat_x", scopes: ["keys:write"] };
    expect(codeOf(() => requireRecentProof(ctxOf(tx, token)))).toBe("not_allowed");
    expect(codeOf(() => requireRecentProof(ctxOf(tx, { kind: "visitor" })))).toBe("not_signed_in");
    expect(codeOf(() => requireProofOfPerson(ctxOf(tx, token)))).toBe("done");
    expect(codeOf(() => requireProofOfPerson(ctxOf(tx, { kind: "job", name: "seed" })))).toBe("done");
  }));
