import type { PlatformRole } from "#lib/platform-permissions.ts";
import type { Caller, Ctx, MemberCaller, OrgRole } from "../context.ts";
import { db, type Tx } from "../db.ts";
import { newId, randomBase62 } from "../ids.ts";

const ROLL_BACK = Symbol("roll back");

/** Runs a test inside one transaction and rolls it back, so that tests neither see nor disturb one another. */
export async function inRollback(work: (tx: Tx) => Promise<void>): Promise<void> {
  await db()
    .$transaction(
      async (tx) => {
        await work(tx);
        throw ROLL_BACK;
      },
      { timeout: 60_000, maxWait: 20_000 },
    )
    .catch((error: unknown) => {
      if (error !== ROLL_BACK) throw error;
    });
}

export function ctxOf(tx: Tx, caller: Caller, now: Date = new Date("2026-11-01T12:00:00Z")): Ctx {
  return { caller, now, requestId: newId("req"), tx };
}

/** The people of tests have just proved who they are, whatever time the test plays at. */
const PROVED_FOR_EVER = new Date("9999-12-31T00:00:00Z");

interface MemberOptions {
  role?: OrgRole;
  platformRole?: PlatformRole;
  isPublisher?: boolean;
  /** Joins this organisation instead of a new one. */
  orgId?: string;
  /** Works in these teams instead of the organisation's first. */
  teamIds?: string[];
}

/** A person with an organisation and a team of its own, as rows, and the caller they make. */
export async function makeMember(
  tx: Tx,
  options: MemberOptions = {},
): Promise<MemberCaller & { teamId: string }> {
  const { role = "owner", platformRole = "none", isPublisher = false } = options;
  const tail = randomBase62(8).toLowerCase();
  const orgId = options.orgId ?? newId("org");
  if (!options.orgId) {
    await tx.organisation.create({
      data: { id: orgId, slug: `org-${tail}`, name: `Org ${tail}`, isPublisher },
    });
    await tx.team.create({ data: { id: newId("team"), orgId, slug: "main", name: "Main" } });
  }
  const org = await tx.organisation.findUniqueOrThrow({
    where: { id: orgId },
    include: { teams: { orderBy: { createdAt: "asc" } } },
  });
  const user = await tx.user.create({
    data: {
      id: newId("usr"),
      email: `${tail}@example.test`,
      name: `Person ${tail}`,
      emailVerifiedAt: new Date(),
      platformRole,
    },
  });
  await tx.membership.create({ data: { orgId, userId: user.id, role } });
  const firstTeamId = org.teams[0]?.id ?? "";
  const teamIds = options.teamIds ?? [firstTeamId];
  await tx.teamMember.createMany({ data: teamIds.map((teamId) => ({ teamId, orgId, userId: user.id })) });
  return {
    kind: "member",
    userId: user.id,
    name: user.name,
    email: user.email,
    isEmailVerified: true,
    platformRole,
    orgId,
    orgName: org.name,
    isPublisher: org.isPublisher,
    role,
    teamIds,
    sessionId: newId("ses"),
    provedAt: PROVED_FOR_EVER,
    teamId: firstTeamId,
  };
}

/** The code of the refusal that `work` ends in; fails the test when it ends otherwise. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error && error.name === "Refusal" && "code" in error) return String(error.code);
    throw error;
  }
  throw new Error("Expected a refusal, but the call succeeded.");
}

/** The session that an admission opened; fails the test when it asked for a second step. */
export function sessionIn<S>(admission: { kind: string; session?: S }): S {
  if (!admission.session) throw new Error(`Expected a session, not ${admission.kind}.`);
  return admission.session;
}
