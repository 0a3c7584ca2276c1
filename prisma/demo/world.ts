import { people } from "#e2e/support/people.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";

export type Part = keyof typeof people;

/** The demonstration's own hand, for what no person of it may do. */
export function asSeed(at: Date): Ctx {
  return { caller: { kind: "job", name: "demo" }, now: at, requestId: newId("req", at) };
}

/** What one of the demonstration's people would ask at that moment, in the organisation they work for. */
export async function asPerson(part: Part, at: Date): Promise<Ctx & { caller: MemberCaller }> {
  const { email, organisation, role } = people[part];
  const user = await db().user.findUniqueOrThrow({
    where: { email },
    include: { memberships: { include: { organisation: true, teams: true } } },
  });
  const membership = user.memberships.find((one) => !organisation || one.organisation.slug === organisation);
  if (!membership) throw new Error(`${email} belongs to no organisation.`);
  return {
    caller: {
      kind: "member",
      userId: user.id,
      name: user.name,
      email,
      isEmailVerified: true,
      platformRole: user.platformRole,
      orgId: membership.orgId,
      orgName: membership.organisation.name,
      isPublisher: membership.organisation.isPublisher,
      role,
      teamIds: membership.teams.map(({ teamId }) => teamId),
      sessionId: newId("ses", at),
      provedAt: at,
    },
    now: at,
    requestId: newId("req", at),
  };
}

/** Who runs the organisation in the demonstration. */
export function ownerOf(slug: string): Part {
  const found = Object.entries(people).find(
    ([, person]) => person.organisation === slug && person.role === "owner",
  );
  if (!found) throw new Error(`Nobody owns ${slug}.`);
  return found[0] as Part; // a key of `people`, which Object.entries widens to string
}
