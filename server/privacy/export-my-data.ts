import { type Ctx, requirePerson } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { Refusal } from "#server/platform/refusal.ts";

const PIECE = 500;

/**
 * Everything that the portal holds about the person asking, as one JSON document, piece by piece. Hashes and secrets
 * stay out: they are no information about anybody. Exporting is itself written to the log.
 */
export async function exportMyData(ctx: Ctx): Promise<AsyncGenerator<string>> {
  const caller = requirePerson(ctx);
  if (caller.kind !== "member" || caller.viewAs)
    throw new Refusal("not_allowed", "Only the person themselves may do this, signed in to the portal.");
  const { userId, email } = caller;
  const held = await mutate(ctx, async (tx) => ({
    value: await collect(tx, userId, email),
    audit: { action: "user.data_exported", target: userId, targetName: email, orgId: null },
  }));
  return write(ctx, userId, { exportedAt: ctx.now, ...held });
}

async function* write(ctx: Ctx, userId: string, held: object): AsyncGenerator<string> {
  yield `${JSON.stringify(held, null, 2).slice(0, -2)},\n  "activity": [`;
  const tokens = await reader(ctx).accessToken.findMany({ where: { userId }, select: { id: true } });
  const actorIds = [userId, ...tokens.map(({ id }) => id)];
  let after: string | undefined;
  let separator = "\n    ";
  do {
    const rows = await reader(ctx).auditEvent.findMany({
      where: { OR: [{ actorId: { in: actorIds } }, { target: userId }], ...(after && { id: { gt: after } }) },
      orderBy: { id: "asc" },
      take: PIECE,
      omit: { requestId: true },
    });
    for (const row of rows) {
      yield separator + JSON.stringify(row);
      separator = ",\n    ";
    }
    after = rows.length === PIECE ? rows.at(-1)?.id : undefined;
  } while (after);
  yield "\n  ]\n}\n";
}

/** What of the organisations' own is told: only of those that the person is still in. */
const THING = { id: true, orgId: true, appId: true, name: true, environment: true, createdAt: true } as const;
const INVITATION = { orgId: true, email: true, role: true, createdAt: true, expiresAt: true } as const;

async function collect(tx: Tx, userId: string, email: string) {
  const user = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      id: true,
      email: true,
      name: true,
      emailVerifiedAt: true,
      status: true,
      platformRole: true,
      createdAt: true,
      passwordHash: true,
    },
  });
  const { passwordHash, ...profile } = user;
  const own = { where: { userId } } as const;
  const orgIds = (await tx.membership.findMany({ ...own, select: { orgId: true } })).map(
    ({ orgId }) => orgId,
  );
  return {
    profile: { ...profile, hasPassword: passwordHash !== null },
    secondFactors: {
      authenticatorApp: await tx.totpFactor.findUnique({
        ...own,
        select: { createdAt: true, confirmedAt: true },
      }),
      passkeys: await tx.passkey.findMany({
        ...own,
        select: { id: true, name: true, transports: true, createdAt: true, lastUsedAt: true },
      }),
    },
    providerConnections: await tx.externalIdentity.findMany({
      ...own,
      select: { providerId: true, subject: true, email: true, linkedAt: true, lastUsedAt: true },
    }),
    membershipsByClaims: await tx.claimGrant.findMany({ ...own, omit: { userId: true } }),
    unfinishedConnections: await tx.pendingConnection.findMany({
      where: { email, usedAt: null },
      select: { providerId: true, email: true, createdAt: true, expiresAt: true },
    }),
    commandLines: await tx.deviceGrant.findMany({
      ...own,
      select: {
        deviceName: true,
        address: true,
        scopes: true,
        state: true,
        orgId: true,
        createdAt: true,
        decidedAt: true,
      },
    }),
    viewedBy: await tx.viewAs.findMany({
      where: { subjectId: userId },
      select: { startedAt: true, endedAt: true, isReadOnly: true, reason: true },
    }),
    memberships: await tx.membership.findMany({
      ...own,
      select: {
        role: true,
        createdAt: true,
        organisation: { select: { id: true, name: true, isPersonal: true } },
        teams: { select: { team: { select: { id: true, name: true } } } },
      },
    }),
    formerMemberships: await tx.departure.findMany(own),
    directoryEntries: await tx.scimUser.findMany({
      ...own,
      select: {
        userName: true,
        externalId: true,
        profile: true,
        createdAt: true,
        updatedAt: true,
        organisation: { select: { id: true, name: true } },
        groups: { select: { group: { select: { displayName: true } } } },
      },
    }),
    joinRequests: await tx.joinRequest.findMany(own),
    invitations: await tx.invitation.findMany({
      where: { OR: [{ email }, { invitedBy: userId, orgId: { in: orgIds } }] },
      select: { ...INVITATION, acceptedAt: true, revokedAt: true },
    }),
    sessions: await tx.session.findMany({ ...own, omit: { userId: true } }),
    knownBrowsers: await tx.knownDevice.findMany({ ...own, select: { createdAt: true, lastSeenAt: true } }),
    emailChanges: await tx.emailChange.findMany({
      ...own,
      select: { oldEmail: true, newEmail: true, createdAt: true },
    }),
    accessTokens: await tx.accessToken.findMany({ ...own, omit: { tokenHash: true } }),
    acceptedTerms: await tx.termsAcceptance.findMany({
      ...own,
      select: {
        textHash: true,
        acceptedAt: true,
        address: true,
        userAgent: true,
        version: { select: { number: true } },
      },
    }),
    acceptedPlans: await tx.subscription.findMany({
      where: { termsAcceptedBy: userId },
      select: { id: true, appId: true, planId: true, state: true, termsVersion: true, termsAcceptedAt: true },
    }),
    keysIssued: await tx.key.findMany({
      where: { createdBy: userId, orgId: { in: orgIds } },
      select: { ...THING, expiresAt: true, revokedAt: true },
    }),
    clientsCreated: await tx.oAuthClient.findMany({
      where: { createdBy: userId, orgId: { in: orgIds } },
      select: { ...THING, scopes: true, revokedAt: true },
    }),
    mails: await tx.outboxMail.findMany({
      where: { toAddress: email },
      select: { template: true, subject: true, createdAt: true, sentAt: true },
    }),
  };
}
