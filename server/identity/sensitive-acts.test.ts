import { expect, test } from "vitest";
import { ctxOf, inRollback, makeMember, refusalOf } from "#server/platform/testing/world.ts";
import { inviteMember } from "./invite-member.ts";
import { issueAccessToken } from "./issue-access-token.ts";
import { setPlatformRole } from "./set-platform-role.ts";
import { updateSignUpSettings } from "./sign-up-settings.ts";
import { suspendOrganisation } from "./suspend-organisation.ts";
import { suspendUser } from "./suspend-user.ts";
import { transferOwnership } from "./transfer-ownership.ts";
import { addMember, removeMember, updateMemberRole } from "./update-member.ts";

test("what gives or takes access asks for a recent proof, and nothing is written without it", () =>
  inRollback(async (tx) => {
    const owner = await makeMember(tx, { platformRole: "admin" });
    const { orgId } = owner;
    const { userId } = await makeMember(tx, { orgId, role: "developer" });
    const other = await makeMember(tx);
    const stale = ctxOf(tx, { ...owner, provedAt: null });
    const acts = [
      issueAccessToken(stale, { name: "CI", scopes: ["apis:read"] }),
      updateMemberRole(stale, { orgId, userId, role: "admin" }),
      removeMember(stale, { orgId, userId }),
      addMember(stale, { orgId: other.orgId, email: owner.email, role: "owner" }),
      inviteMember(stale, { email: "second@evil.test", role: "owner" }),
      transferOwnership(stale, { userId }),
      setPlatformRole(stale, { userId, platformRole: "admin" }),
      suspendUser(stale, { userId: other.userId }),
      suspendOrganisation(stale, { orgId: other.orgId }),
      updateSignUpSettings(stale, { mode: "open" }),
    ];
    for (const act of acts) expect(await refusalOf(act)).toBe("proof_required");
    expect(await tx.accessToken.count({ where: { userId: owner.userId } })).toBe(0);
    expect(await tx.membership.findFirst({ where: { orgId, userId } })).toMatchObject({ role: "developer" });
    expect(await tx.auditEvent.count({ where: { actorId: owner.userId } })).toBe(0);
  }));
