import type { Prisma } from "#prisma/generated/client.ts";
import { queueMail, type TemplateData, type TemplateName } from "#server/notify/index.ts";
import type { Tx } from "#server/platform/db.ts";

/** Nobody is served by hundreds of mails about one thing. */
const MOST_MAILED = 20;

interface News<N extends TemplateName> {
  template: N;
  data: TemplateData<N>;
  now: Date;
}

/** Those who run an organisation. */
export const RUNS_IT = { role: { in: ["owner", "admin"] } } as const satisfies Prisma.MembershipWhereInput;

/** Mails an organisation's active members that fit, owners first, then the longest there. */
export async function mailMembers<N extends TemplateName>(
  tx: Tx,
  { orgId, ...who }: Prisma.MembershipWhereInput & { orgId: string },
  news: News<N>,
): Promise<void> {
  const members = await tx.membership.findMany({
    where: { AND: [{ orgId, user: { status: "active" } }, who] },
    orderBy: [{ role: "asc" }, { createdAt: "asc" }],
    take: MOST_MAILED,
    select: { user: { select: { email: true } } },
  });
  for (const { user } of members) await queueMail(tx, { to: user.email, ...news });
}
