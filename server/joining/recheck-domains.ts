import { routes } from "#lib/routes.ts";
import { mailMembers } from "#server/identity/index.ts";
import { DAY_MS, HOUR_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { lookUpTxt, type TxtAnswer, type TxtLookUp } from "#server/platform/look-up-txt.ts";
import { mutate } from "#server/platform/mutate.ts";
import { endRequests } from "./end-requests.ts";
import { DOMAIN_SELECT, type DomainRow, recordNameOf, recordTextOf } from "./store.ts";

const EVERY_MS = 20 * HOUR_MS;
/** How long after the record went the domain is given up, for whoever has it now. */
const GRACE_MS = 7 * DAY_MS;
/** How long a name service may fail to answer before that is taken for a no. */
const SILENCE_MS = 14 * DAY_MS;
const MOST_AT_ONCE = 8;

const WITH_NAME = { ...DOMAIN_SELECT, organisation: { select: { name: true } } } as const;
type NamedRow = DomainRow & { organisation: { name: string } };
type Outcome = "seen" | "unknown" | "missing" | "lapsed";

/** Asks DNS about each proven domain once a day. Joining pauses while a record is gone; after a week the domain is given up. */
export async function recheckDomains(
  ctx: Ctx,
  lookUp: TxtLookUp = lookUpTxt,
): Promise<Record<Outcome, number>> {
  const due: NamedRow[] = await reader(ctx).organisationDomain.findMany({
    where: {
      verifiedAt: { not: null },
      OR: [{ checkedAt: null }, { checkedAt: { lt: new Date(ctx.now.getTime() - EVERY_MS) } }],
    },
    orderBy: { checkedAt: { sort: "asc", nulls: "first" } },
    take: 500,
    select: WITH_NAME,
  });
  const counts = { seen: 0, unknown: 0, missing: 0, lapsed: 0 };
  for (let at = 0; at < due.length; at += MOST_AT_ONCE) {
    const some = due.slice(at, at + MOST_AT_ONCE);
    const answers = await Promise.all(some.map((row) => lookUp(recordNameOf(row))));
    for (const [i, row] of some.entries()) {
      const outcome = judge(row, answers[i] ?? { kind: "unreachable" }, ctx.now);
      await note(ctx, row, outcome);
      counts[outcome] += 1;
    }
  }
  return counts;
}

function judge(row: DomainRow, answer: TxtAnswer, now: Date): Outcome {
  if (answer.kind === "found" && answer.texts.some((text) => text.trim() === recordTextOf(row)))
    return "seen";
  const seenAt = row.seenAt ?? row.verifiedAt ?? now;
  if (answer.kind === "unreachable" && now.getTime() - seenAt.getTime() < SILENCE_MS) return "unknown";
  const { missingSince } = row;
  return missingSince && now.getTime() - missingSince.getTime() >= GRACE_MS ? "lapsed" : "missing";
}

/** Writes what was found; of two workers at once the second finds the row changed and says nothing. */
async function note(ctx: Ctx, row: NamedRow, outcome: Outcome): Promise<void> {
  const { id, orgId, domain, missingSince, organisation } = row;
  const { data, action, what } = changeOf(row, outcome, ctx.now);
  await mutate(ctx, async (tx) => {
    const { count } = await tx.organisationDomain.updateMany({
      where: { id, checkedAt: row.checkedAt, missingSince, verifiedAt: row.verifiedAt },
      data: { ...data, checkedAt: ctx.now },
    });
    if (count === 0 || !action) return { value: undefined, audit: [] };
    if (outcome === "lapsed") await endRequests(tx, { orgId, domain, orgName: organisation.name }, ctx.now);
    const mail = { orgName: organisation.name, domain, what, path: routes.organisationDomains() };
    await mailMembers(tx, { orgId, role: "owner" }, { template: "domain-changed", data: mail, now: ctx.now });
    return { value: undefined, audit: { action, target: id, targetName: domain, orgId } };
  });
}

function changeOf(row: DomainRow, outcome: Outcome, now: Date) {
  const { domain, missingSince } = row;
  switch (outcome) {
    case "unknown":
      return { data: {}, action: null, what: "" };
    case "seen":
      return {
        data: { seenAt: now, missingSince: null },
        action: missingSince ? "domain.record_found" : null,
        what: `The record of ${domain} is there again. People with an address there can join as before.`,
      };
    case "missing":
      return {
        data: { missingSince: missingSince ?? now },
        action: missingSince ? null : "domain.record_missed",
        what: `The TXT record at ${recordNameOf(row)} is gone. Nobody joins by an address there until it is back; after a week the domain is no longer yours here. Members stay.`,
      };
    case "lapsed":
      return {
        data: { verifiedAt: null, missingSince: null, joinMode: "off" as const },
        action: "domain.lapsed",
        what: `The TXT record at ${recordNameOf(row)} has been gone for a week, so ${domain} is no longer proven to be yours. Members stay. Put the record back and prove it again when you like.`,
      };
  }
}
