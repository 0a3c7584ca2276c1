import { routes } from "#lib/routes.ts";
import { mailMembers, takeAttempt } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { isUniqueViolation, reader } from "#server/platform/db.ts";
import { lookUpTxt, type TxtAnswer, type TxtLookUp } from "#server/platform/look-up-txt.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireKeeper } from "./policy.ts";
import { DomainInput, type DomainSummary } from "./schema.ts";
import { type DomainRow, findOwnDomain, recordNameOf, recordTextOf, toDomainSummary } from "./store.ts";

const TAKEN =
  "Another organisation of this portal has proven this domain. Take its record away, and a week later the domain is free.";

/**
 * Asks DNS for the record that proves the domain. One organisation alone proves a domain; that another one has is told
 * only to who controls its DNS. For a proven domain whose record had gone it ends the pause.
 */
export async function verifyDomain(
  ctx: Ctx,
  raw: unknown,
  lookUp: TxtLookUp = lookUpTxt,
): Promise<DomainSummary> {
  const { orgId, orgName } = requireKeeper(ctx, "keep_domains");
  const { domainId } = read(DomainInput, raw);
  const row = await findOwnDomain(reader(ctx), orgId, domainId);
  await takeAttempt(reader(ctx), { key: `domain:${orgId}`, free: 30 }, ctx.now);
  refuseUnproven(row, await lookUp(recordNameOf(row)));
  const seen = { missingSince: null, seenAt: ctx.now, checkedAt: ctx.now };
  const proven = mutate(ctx, async (tx) => {
    const { id, domain, challenge, verifiedAt } = row;
    const taken = await tx.organisationDomain.count({
      where: { domain, verifiedAt: { not: null }, NOT: { orgId } },
    });
    if (taken > 0) throw new Refusal("conflict", TAKEN);
    const { count } = await tx.organisationDomain.updateMany({
      where: { id, challenge, verifiedAt },
      data: { verifiedAt: verifiedAt ?? ctx.now, ...seen },
    });
    if (count === 0) throw new Refusal("conflict", "This domain was changed meanwhile. Look again.");
    const value = toDomainSummary({ ...row, ...seen, verifiedAt: verifiedAt ?? ctx.now });
    if (verifiedAt && !row.missingSince) return { value, audit: [] };
    const what = verifiedAt
      ? `The record of ${domain} is there again. People with an address there can join as before.`
      : `${domain} is proven to be yours. Who may join by an address there is yours to decide.`;
    await mailMembers(
      tx,
      { orgId, role: "owner" },
      {
        template: "domain-changed",
        data: { orgName, domain, what, path: routes.organisationDomains() },
        now: ctx.now,
      },
    );
    const action = verifiedAt ? "domain.record_found" : "domain.verified";
    return { value, audit: { action, target: id, targetName: domain, orgId } };
  });
  return proven.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", TAKEN);
  });
}

function refuseUnproven(row: DomainRow, answer: TxtAnswer): void {
  if (answer.kind === "unreachable")
    throw new Refusal("unavailable", "The name service did not answer. Try again in a few minutes.");
  if (answer.kind === "nothing")
    throw new Refusal(
      "conflict",
      `There is no TXT record at ${recordNameOf(row)} yet. A new record can take an hour to be seen.`,
    );
  if (!answer.texts.some((text) => text.trim() === recordTextOf(row)))
    throw new Refusal(
      "conflict",
      `The TXT record at ${recordNameOf(row)} says something else. Copy the value as it stands here.`,
    );
}
