import { domainOf } from "#lib/mail-address.ts";
import { routes } from "#lib/routes.ts";
import { insertMembership, openAccount, writeInvitation } from "#server/identity/index.ts";
import type { OrgRoleValue } from "#server/identity/schema.ts";
import { PROVEN } from "#server/joining/index.ts";
import { queueMail } from "#server/notify/index.ts";
import type { ScimCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import type { AuditDraft } from "#server/platform/mutate.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { settleRoles } from "./group-roles.ts";

/** Somebody whom the directory wants in. */
export interface Newcomer {
  id: string;
  userId: string | null;
  email: string;
  name: string;
}

interface Holder {
  id: string;
  email: string;
  emailVerifiedAt: Date | null;
}

/**
 * Makes somebody a member as the directory asks. Whoever is one already stays it. At a domain that the organisation has
 * proved to be its own, they join at once, with a new account if they have none. Anybody else is invited, and joins when
 * they accept: a directory may name any address in the world, and that is no proof of anything.
 */
export async function bringIn(
  tx: Tx,
  directory: ScimCaller,
  newcomer: Newcomer,
  now: Date,
): Promise<AuditDraft[]> {
  const { orgId } = directory;
  const user = await findHolder(tx, newcomer);
  if (user && (await tx.membership.count({ where: { orgId, userId: user.id } })) > 0)
    return linkPerson(tx, { ...newcomer, orgId, userId: user.id }, now);
  const domain = await findDomainOf(tx, orgId, newcomer, user);
  if (!domain) return invite(tx, directory, newcomer, now);
  const { email, name } = newcomer;
  const userId = user?.id ?? (await openAccount(tx, { email, name, isBrought: true }, now));
  const role = roleOfNewcomers(domain);
  const first = await tx.scimGroupMember.findFirst({
    where: { scimUserId: newcomer.id },
    orderBy: { teamId: "asc" },
  });
  await insertMembership(tx, { orgId, userId, role, teamId: first?.teamId ?? domain.teamId }, now);
  const address = user?.email ?? email;
  const path = user ? routes.organisation() : routes.forgotPassword();
  const data = { orgName: directory.orgName, isNew: !user, path };
  await queueMail(tx, { to: address, template: "provisioned", data, now });
  const made: AuditDraft[] = user
    ? []
    : [{ action: "user.created", target: userId, targetName: email, detail: { domain: domain.domain } }];
  const joined = { action: "member.joined", target: userId, targetName: address, detail: { role } };
  return [...made, joined, ...(await linkPerson(tx, { ...newcomer, orgId, userId }, now))];
}

/** Whether bringing them in means to send a mail to an address that nobody has vouched for. */
export async function mustBeInvited(tx: Tx, orgId: string, newcomer: Newcomer): Promise<boolean> {
  const user = await findHolder(tx, newcomer);
  if (await findDomainOf(tx, orgId, newcomer, user)) return false;
  if (!user) return true;
  return (await tx.membership.count({ where: { orgId, userId: user.id } })) === 0;
}

/** Ties the directory's person to the account that is a member, with the teams and the role of their groups. */
export async function linkPerson(
  tx: Tx,
  { id, orgId, userId }: { id: string; orgId: string; userId: string },
  now: Date,
): Promise<AuditDraft[]> {
  await tx.scimUser.update({ where: { id }, data: { userId } });
  await tx.$executeRaw`
    INSERT INTO "TeamMember" ("teamId", "orgId", "userId", "createdAt")
    SELECT g."teamId", g."orgId", ${userId}, ${now.toISOString()}::timestamp
    FROM "ScimGroupMember" g WHERE g."scimUserId" = ${id} AND g."orgId" = ${orgId}
    ON CONFLICT DO NOTHING`;
  return settleRoles(tx, { orgId, personIds: [id] }, now);
}

/** Ties somebody who has become a member by another way than the directory's, unless another record is theirs. */
export async function tieMember(
  tx: Tx,
  { id, orgId, userId, email }: { id: string; orgId: string; userId: string | null; email: string },
  now: Date,
): Promise<AuditDraft[]> {
  if (userId !== null) return [];
  const user = await findHolder(tx, { userId, email });
  if (!user || (await tx.membership.count({ where: { orgId, userId: user.id } })) === 0) return [];
  if ((await tx.scimUser.count({ where: { orgId, userId: user.id } })) > 0) return [];
  return linkPerson(tx, { id, orgId, userId: user.id }, now);
}

/** An account is judged by the address that its holder has confirmed, whatever the directory knew them by. */
async function findDomainOf(tx: Tx, orgId: string, { email }: Newcomer, user: Holder | null) {
  if (!user) return findOwnDomain(tx, orgId, email);
  return user.emailVerifiedAt ? findOwnDomain(tx, orgId, user.email) : null;
}

/** The domain of the address, if this organisation has proved it. */
export async function findOwnDomain(tx: Tx, orgId: string, email: string) {
  return tx.organisationDomain.findFirst({
    where: { ...PROVEN, orgId, domain: domainOf(email) },
    select: { domain: true, role: true, teamId: true },
  });
}

/** A directory makes nobody an owner, whatever the domain's own rule says. */
export function roleOfNewcomers(domain: { role: OrgRoleValue } | null): OrgRoleValue {
  return domain && domain.role !== "owner" ? domain.role : "developer";
}

/** The account they have been tied to, or the one whose confirmed address the directory names. */
async function findHolder(
  tx: Tx,
  { userId, email }: Pick<Newcomer, "userId" | "email">,
): Promise<Holder | null> {
  const where = userId ? { id: userId } : { email, emailVerifiedAt: { not: null } };
  return tx.user.findFirst({ where, select: { id: true, email: true, emailVerifiedAt: true } });
}

/** An invitation that can still be accepted is not sent again. */
async function invite(
  tx: Tx,
  { orgId, orgName, tokenId }: ScimCaller,
  { id, email }: Newcomer,
  now: Date,
): Promise<AuditDraft[]> {
  // Whoever revokes the token meanwhile waits, and then ends this invitation too.
  await tx.$queryRaw`SELECT id FROM "ScimToken" WHERE id = ${tokenId} FOR SHARE`;
  if ((await tx.scimToken.count({ where: { id: tokenId, revokedAt: { not: null } } })) > 0)
    throw new Refusal("not_signed_in", "This token was revoked.");
  // Until they accept they are nobody here, whatever account they came with before.
  await tx.scimUser.update({ where: { id }, data: { userId: null } });
  const open = { orgId, email, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
  if ((await tx.invitation.count({ where: open })) > 0) return [];
  const role = roleOfNewcomers(null);
  const inviter = { id: tokenId, name: `The directory of ${orgName}` };
  const invitation = await writeInvitation(tx, { orgId, orgName, email, role, teamId: null, inviter }, now);
  return [{ action: "invitation.sent", target: invitation, targetName: email, detail: { role } }];
}
