import { announce } from "#server/platform/announce.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { OrganisationInput, SetPublisherInput, SuspendOrganisationInput } from "./schema.ts";

/** Stops an organisation: its members cannot act for it and its apps' credentials are refused, at once. */
export async function suspendOrganisation(ctx: Ctx, raw: unknown): Promise<void> {
  const caller = requirePlatform(ctx, "organisations.suspend");
  const { orgId, reason } = read(SuspendOrganisationInput, raw);
  if (orgId === caller.orgId)
    throw new Refusal("conflict", "You are acting for this organisation. Switch to another one first.");
  await mutate(ctx, async (tx) => {
    const org = await findOrganisation(tx, orgId);
    if (org.status === "suspended") throw new Refusal("conflict", `${org.name} is suspended already.`);
    await tx.organisation.update({ where: { id: orgId }, data: { status: "suspended" } });
    await announce(tx, `org:${orgId}`);
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

/** Lets a suspended organisation work again, with the credentials it had. */
export async function restoreOrganisation(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "organisations.suspend");
  const { orgId } = read(OrganisationInput, raw);
  await mutate(ctx, async (tx) => {
    const org = await findOrganisation(tx, orgId);
    if (org.status === "active") throw new Refusal("conflict", `${org.name} is not suspended.`);
    await tx.organisation.update({ where: { id: orgId }, data: { status: "active" } });
    await announce(tx, `org:${orgId}`);
    return {
      value: undefined,
      audit: { action: "organisation.restored", target: orgId, targetName: org.name, orgId },
    };
  });
}

/** Says whether an organisation may own APIs. Taking it away leaves its APIs as they are. */
export async function setPublisher(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "publishers.approve");
  const { orgId, isPublisher } = read(SetPublisherInput, raw);
  await mutate(ctx, async (tx) => {
    const org = await findOrganisation(tx, orgId);
    if (org.isPublisher === isPublisher) return { value: undefined, audit: [] };
    await tx.organisation.update({ where: { id: orgId }, data: { isPublisher } });
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
