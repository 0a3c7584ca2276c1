import { takeInvitation } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { USER } from "./attributes.ts";
import { bringIn, mustBeInvited } from "./bring-in.ts";
import { fault } from "./faults.ts";
import {
  asUniqueness,
  getPerson,
  readWanted,
  requireModest,
  standingOf,
  toFoundPerson,
} from "./person-record.ts";
import { requireDirectory } from "./policy.ts";
import { readAttributes } from "./read-attributes.ts";
import type { Found } from "./represent.ts";

const MOST_PEOPLE = 20_000;

/** POST /Users: notes a person and, when they are to be active, brings them into the organisation. */
export async function provisionPerson(ctx: Ctx, raw: unknown): Promise<Found> {
  const directory = requireDirectory(ctx);
  const { orgId } = directory;
  const wanted = readWanted(readAttributes(USER, raw), true);
  requireModest(wanted);
  const { userName, userKey, externalId, isActive, email, name, profile } = wanted;
  const newcomer = { id: newId("scu", ctx.now), userId: null, email, name };
  const isKnown = { orgId, OR: [{ userKey }, ...(externalId === null ? [] : [{ externalId }])] };
  if ((await reader(ctx).scimUser.count({ where: isKnown })) > 0)
    throw fault("uniqueness", "This user name or external id is known already.");
  if ((await reader(ctx).scimUser.count({ where: { orgId } })) >= MOST_PEOPLE)
    throw new Refusal("limit_reached", `A directory has at most ${MOST_PEOPLE} users here. Delete some.`);
  if (isActive && (await mustBeInvited(reader(ctx), orgId, newcomer)))
    await takeInvitation(ctx, orgId, email);
  const made = mutate(ctx, async (tx) => {
    const { id } = newcomer;
    const moments = { createdAt: ctx.now, updatedAt: ctx.now };
    await tx.scimUser.create({
      data: { id, orgId, userName, userKey, externalId, isActive, email, profile, ...moments },
    });
    const followed = isActive ? await bringIn(tx, directory, newcomer, ctx.now) : [];
    const person = await getPerson(tx, orgId, id);
    const detail = { email, standing: standingOf(person) };
    return {
      value: toFoundPerson(person),
      audit: [{ action: "directory_user.created", target: id, targetName: userName, detail }, ...followed],
    };
  });
  return made.catch(asUniqueness);
}
