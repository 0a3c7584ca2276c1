import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { randomBase62 } from "#server/platform/ids.ts";
import type { TxtAnswer, TxtLookUp } from "#server/platform/look-up-txt.ts";
import { ctxOf, makeMember } from "#server/platform/testing/world.ts";
import { addDomain, setDomainJoining, verifyDomain } from "../index.ts";
import type { DomainSummary, JoinModeValue } from "../schema.ts";

export const NOW = new Date("2026-11-01T12:00:00Z");

/** A domain that no other test names. */
export function freshDomain(): string {
  return `${randomBase62(12).toLowerCase()}.example`;
}

/** A name service that says these texts under every name. */
export function dnsSaying(...texts: string[]): TxtLookUp {
  return async () => ({ kind: "found", texts });
}

export function dnsAnswering(answer: TxtAnswer): TxtLookUp {
  return async () => answer;
}

/** Proves the domain as its owner would. */
export async function prove(ctx: Ctx, { id, recordText }: DomainSummary): Promise<DomainSummary> {
  return verifyDomain(ctx, { domainId: id }, dnsSaying("v=spf1 -all", recordText));
}

interface House {
  owner: MemberCaller & { teamId: string };
  asOwner: Ctx;
  domain: DomainSummary;
}

/** An organisation with a proven domain, joined in this way. */
export async function makeHouse(tx: Tx, mode: JoinModeValue, name = freshDomain()): Promise<House> {
  const owner = await makeMember(tx);
  const asOwner = ctxOf(tx, owner, NOW);
  const domain = await prove(asOwner, await addDomain(asOwner, { domain: name }));
  const set = { domainId: domain.id, mode, role: "developer", teamId: "" };
  return { owner, asOwner, domain: await setDomainJoining(asOwner, set) };
}

interface PersonOptions {
  /** Left out, the address is confirmed. */
  isConfirmed?: boolean;
}

/** Somebody with an address at this domain and an organisation of their own. */
export async function makePersonAt(
  tx: Tx,
  domain: string,
  { isConfirmed = true }: PersonOptions = {},
): Promise<MemberCaller> {
  const person = await makeMember(tx);
  const email = `${randomBase62(8).toLowerCase()}@${domain}`;
  await tx.user.update({
    where: { id: person.userId },
    data: { email, emailVerifiedAt: isConfirmed ? NOW : null },
  });
  return { ...person, email, isEmailVerified: isConfirmed };
}

export async function mailsTo(tx: Tx, { email }: { email: string }): Promise<string[]> {
  const mails = await tx.outboxMail.findMany({
    where: { toAddress: email },
    orderBy: { id: "asc" },
    select: { template: true },
  });
  return mails.map(({ template }) => template);
}

/** What the organisation's trail holds about this record, oldest first; of one moment, by name. */
export async function trailOf(tx: Tx, orgId: string, target: string): Promise<string[]> {
  const events = await tx.auditEvent.findMany({
    where: { orgId, target },
    orderBy: [{ at: "asc" }, { action: "asc" }],
    select: { action: true },
  });
  return events.map(({ action }) => action);
}
