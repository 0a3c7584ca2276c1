import { expect, test } from "vitest";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { issueAccessToken } from "./issue-access-token.ts";
import { setPlatformRole } from "./set-platform-role.ts";
import { transferOwnership } from "./transfer-ownership.ts";
import { updateMemberRole } from "./update-member.ts";

test("tokens, roles and ownership ask for a recent proof, and nothing is written without it", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { platformRole: "admin" });
    const { orgId } = owner;
    const { userId } = await makeMember(tx, { orgId, role: "developer" });
    const stale = ctxOf(tx, { ...owner, provedAt: null });
    const acts = [
      issueAccessToken(stale, { name: "CI", scopes: ["apis:read"] }),
      updateMemberRole(stale, { orgId, userId, role: "admin" }),
      transferOwnership(stale, { userId }),
      setPlatformRole(stale, { userId, platformRole: "admin" }),
    ];
    for (const act of acts) expect(await refusalOf(act)).toBe("proof_required");
    expect(await tx.accessToken.count({ where: { userId: owner.userId } })).toBe(0);
    expect(await tx.membership.findFirst({ where: { orgId, userId } })).toMatchObject({ role: "developer" });
    expect(await tx.auditEvent.count({ where: { actorId: owner.userId } })).toBe(0);
  }));
