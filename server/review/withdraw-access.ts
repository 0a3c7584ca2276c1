import { cancelSubscription } from "#server/apps/index.ts";
import { revokeAccess, revokePublishingRole } from "#server/catalog/index.ts";
import { revokeKey } from "#server/credentials/index.ts";
import { removeMember, setPlatformRole, withdrawAccessToken } from "#server/identity/index.ts";
import { revokeClient } from "#server/oauth/index.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { revokeScimToken } from "#server/scim/index.ts";

interface Access {
  kind: string;
  ref: string;
  userId: string | null;
  orgId: string | null;
}

/** Takes an access away by the verb that owns it, with its own checks, mails and audit event. What is gone already stays gone. */
export async function withdrawAccess(ctx: Ctx, caller: MemberCaller, access: Access): Promise<void> {
  try {
    await withdraw(ctx, caller, access);
  } catch (error) {
    const isGone = error instanceof Refusal && (error.code === "not_found" || isRevokedToken(error, access));
    if (isGone) return;
    throw error;
  }
}

/** The one conflict a token can give is that it was revoked already. */
function isRevokedToken({ code }: Refusal, { kind }: Access): boolean {
  return (kind === "token" || kind === "directory_token") && code === "conflict";
}

async function withdraw(ctx: Ctx, caller: MemberCaller, access: Access): Promise<void> {
  const { kind, ref, userId, orgId } = access;
  const there = { ...ctx, caller: await ownerOf(ctx, caller, orgId) };
  switch (kind) {
    case "platform_role":
      return setPlatformRole(ctx, { userId: ref, platformRole: "none" });
    case "member":
      return removeMember(ctx, { orgId, userId });
    case "token":
      return withdrawAccessToken(ctx, { tokenId: ref });
    case "directory_token":
      return revokeScimToken(there, { tokenId: ref });
    case "publishing_role":
      return revokePublishingRole(there, { grantId: ref });
    case "api_access":
      await revokeAccess(await publisherOf(ctx, caller, ref), { requestId: ref });
      return;
    case "key":
      await revokeKey(there, { keyId: ref });
      return;
    case "client":
      await revokeClient(there, { clientId: ref });
      return;
    case "subscription":
      await cancelSubscription(there, { subscriptionId: ref });
      return;
    default:
      throw new Refusal("invalid_input", "This kind of access cannot be withdrawn here.");
  }
}

/** A reviewer stands in for the owners of the organisation, for this one act. */
async function ownerOf(ctx: Ctx, caller: MemberCaller, orgId: string | null): Promise<MemberCaller> {
  const org = orgId
    ? await reader(ctx).organisation.findUnique({ where: { id: orgId }, select: { name: true } })
    : null;
  return {
    ...caller,
    orgId: orgId ?? caller.orgId,
    orgName: org?.name ?? caller.orgName,
    role: "owner",
    teamIds: [],
    isPublisher: true,
    isEmailVerified: true,
  };
}

/** The same for the organisation whose API was opened. */
async function publisherOf(ctx: Ctx, caller: MemberCaller, requestId: string): Promise<Ctx> {
  const request = await reader(ctx).accessRequest.findUnique({
    where: { id: requestId },
    select: { api: { select: { orgId: true } } },
  });
  if (!request) throw new Refusal("not_found", "This access is gone.");
  return { ...ctx, caller: await ownerOf(ctx, caller, request.api.orgId) };
}
