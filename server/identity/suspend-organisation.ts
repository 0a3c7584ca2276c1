import { announce } from "#server/platform/announce.ts";
import { type Ctx, requirePlatform, requireRecentProof } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { mailOwners } from "./mail-owners.ts";
import { OrganisationInput, SetPublisherInput, SuspendOrganisationInput } from "./schema.ts";

/** Stops an organisation and tells its owners: its members cannot act for it and its apps' credentials are refused, at once. */
export async function suspendOrganisation(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePlatform(ctx, "organisations.suspend");
  const { orgId, reason } = read(SuspendOrganisationInput, raw);
  if (orgId === caller.orgId)
    throw new Refusal("conflict", "You are acting for this organisation. Switch to another one first.");
  requireRecentProof(ctx);
  await mutate(ctx, async (tx) => {
    const org = await findOrganisation(tx, orgId);
    if (org.status === "suspended") throw new Refusal("conflict", `${org.name} is suspended already.`);
    await tx.organisation.update({ where: { id: orgId }, data: { status: "suspended" } });
    await announce(tx, `org:${orgId}`);
    const why = reason ? ` The reason given: ${reason}` : "";
    const what = `An administrator suspended the organisation: its members cannot act for it, and its apps' keys are refused.${why}`;
    await mailOwners(tx, orgId, { orgName: org.name, what }, ctx.now);
    return {
      value: undefined,
      audit: {
        action: "organisation.suspended",
        target: orgId,
        targetName: org.name,
        orgId,
        detail: { reason },
      },
    };
  });
}

/** Lets a suspended organisation work again, with the credentials it had, and tells its owners. */
export async function restoreOrganisation(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "organisations.suspend");
  const { orgId } = read(OrganisationInput, raw);
  await mutate(ctx, async (tx) => {
    const org = await findOrganisation(tx, orgId);
    if (org.status === "active") throw new Refusal("conflict", `${org.name} is not suspended.`);
    await tx.organisation.update({ where: { id: orgId }, data: { status: "active" } });
    await announce(tx, `org:${orgId}`);
    const what = "An administrator restored the organisation. It works again, with the keys it had.";
    await mailOwners(tx, orgId, { orgName: org.name, what }, ctx.now);
    return {
      value: undefined,
      audit: { action: "organisation.restored", target: orgId, targetName: org.name, orgId },
    };
  });
}

/** Says whether an organisation may own APIs, and tells its owners. Taking it away leaves its APIs as they are. */
export async function setPublisher(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "publishers.approve");
  const { orgId, isPublisher } = read(SetPublisherInput, raw);
  await mutate(ctx, async (tx) => {
    const org = await findOrganisation(tx, orgId);
    if (org.isPublisher === isPublisher) return { value: undefined, audit: [] };
    await tx.organisation.update({ where: { id: orgId }, data: { isPublisher } });
    const what = isPublisher
      ? "The organisation may publish APIs now."
      : "The organisation may no longer publish APIs. Those it has stay as they are.";
    await mailOwners(tx, orgId, { orgName: org.name, what }, ctx.now);
    const detail = { isPublisher };
    return {
      value: undefined,
      audit: { action: "organisation.publisher_set", target: orgId, targetName: org.name, orgId, detail },
    };
  });
}

async function findOrganisation(tx: Tx, orgId: string) {
  const select = { name: true, status: true, isPublisher: true } as const;
  const org = await tx.organisation.findUnique({ where: { id: orgId }, select });
  if (!org) throw new Refusal("not_found", "This organisation does not exist.");
  return org;
}
