import type { Tx } from "#server/platform/db.ts";

interface ForgottenPerson {
  userId: string;
  email: string;
  /** Ids of the tokens that acted for them. */
  tokenIds: string[];
  /** What stands where their name stood. */
  label: string;
}

/**
 * The one change that the log ever sees: name, address and network address of a person whose account was deleted give
 * way to a label. Who did what stays to be told apart by id.
 */
export async function forgetPerson(tx: Tx, person: ForgottenPerson): Promise<void> {
  const { userId, email, tokenIds, label } = person;
  await tx.auditEvent.updateMany({
    where: { actorId: { in: [userId, ...tokenIds] } },
    data: { actorLabel: label },
  });
  await tx.auditEvent.updateMany({
    where: { OR: [{ target: userId }, { targetName: { equals: email, mode: "insensitive" } }] },
    data: { targetName: label },
  });
  await tx.$executeRaw`
    UPDATE "AuditEvent" SET detail = detail - 'address' - 'userAgent' - 'email' - 'from' - 'to' - 'newEmail'
    WHERE (("actorId" = ${userId} AND action LIKE 'user.%') OR (target = ${userId} AND action LIKE 'user.%'))
      AND detail ?| ARRAY['address', 'userAgent', 'email', 'from', 'to', 'newEmail']`;
  await tx.$executeRaw`
    UPDATE "AuditEvent" SET detail = detail - 'email'
    WHERE action IN ('team.member_added', 'team.member_removed') AND detail ->> 'userId' = ${userId}`;
  await forgetViews(tx, person);
}

/** What others did on the person's behalf stays theirs; on whose behalf is told by id alone. */
async function forgetViews(tx: Tx, { userId, email, label }: ForgottenPerson): Promise<void> {
  const views = await tx.viewAs.findMany({ where: { subjectId: userId }, select: { viewerId: true } });
  const viewers = [...new Set(views.map(({ viewerId }) => viewerId))];
  await tx.$executeRaw`
    UPDATE "AuditEvent"
    SET "actorLabel" = replace("actorLabel", ${`on behalf of ${email}`}, ${`on behalf of ${label}`}),
      detail = detail - 'onBehalfOf'
    WHERE "actorId" = ANY (${viewers}) AND detail ->> 'onBehalfOfId' = ${userId}`;
}
