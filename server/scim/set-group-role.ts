import { type Ctx, requireRecentProof } from "#server/platform/context.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { lockGroup } from "./group-record.ts";
import { settleRoles } from "./group-roles.ts";
import { requireProvisioner } from "./policy.ts";
import { SetGroupRoleInput } from "./schema.ts";

/** Decides what people of one of the directory's groups become, those who are in it now and those who will be. */
export async function setGroupRole(ctx: Ctx, raw: unknown): Promise<void> {
  const { orgId } = requireProvisioner(ctx);
  requireRecentProof(ctx);
  const { teamId, role } = read(SetGroupRoleInput, raw);
  await mutate(ctx, async (tx) => {
    const { record } = await lockGroup(tx, orgId, teamId);
    if (record.role === role) return { value: undefined, audit: [] };
    await tx.scimGroup.update({ where: { teamId }, data: { role } });
    const members = await tx.scimGroupMember.findMany({
      where: { teamId, orgId },
      select: { scimUserId: true },
    });
    const personIds = members.map(({ scimUserId }) => scimUserId);
    const followed = await settleRoles(tx, { orgId, personIds }, ctx.now);
    const draft = {
      action: "directory_group.role_set",
      target: teamId,
      targetName: record.displayName,
      detail: { from: record.role, to: role },
    };
    return { value: undefined, audit: [draft, ...followed] };
  });
}
