import { isDeepStrictEqual } from "node:util";
import { takeInvitation } from "#server/identity/index.ts";
import type { Ctx, ScimCaller } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { type AuditDraft, mutate } from "#server/platform/mutate.ts";
import { USER } from "./attributes.ts";
import { bringIn, mustBeInvited, tieMember } from "./bring-in.ts";
import { staleFault } from "./faults.ts";
import { letGo, revokeInvitations } from "./let-go.ts";
import { applyPatch } from "./patch.ts";
import {
  asUniqueness,
  getPerson,
  lockPerson,
  type PersonRecord,
  readWanted,
  requireModest,
  standingOf,
  toFoundPerson,
  type WantedPerson,
} from "./person-record.ts";
import { requireDirectory } from "./policy.ts";
import { type Attributes, readAttributes } from "./read-attributes.ts";
import { type Found, isTagged } from "./represent.ts";
import type { Standing } from "./schema.ts";

export interface ChangeRequest {
  id: string;
  body: unknown;
  /** The tags of If-Match; null changes whatever is there. */
  ifMatch: string | null;
}

/** PUT /Users/:id: the person becomes what is sent; attributes that are left out are gone. */
export async function replacePerson(ctx: Ctx, request: ChangeRequest): Promise<Found> {
  return changePerson(ctx, request, () => readAttributes(USER, request.body));
}

/** PATCH /Users/:id. */
export async function patchPerson(ctx: Ctx, request: ChangeRequest): Promise<Found> {
  return changePerson(ctx, request, (before) => applyPatch(USER, before, request.body));
}

async function changePerson(
  ctx: Ctx,
  { id, ifMatch }: ChangeRequest,
  change: (before: Attributes) => Attributes,
): Promise<Found> {
  const directory = requireDirectory(ctx);
  const { orgId } = directory;
  await takeInvitationFor(ctx, directory, id, change);
  const changed = mutate(ctx, async (tx) => {
    const tied = await tieMember(tx, await lockPerson(tx, orgId, id), ctx.now);
    const before = await getPerson(tx, orgId, id);
    const found = toFoundPerson(before);
    if (ifMatch !== null && !isTagged(found, ifMatch)) throw staleFault();
    const wanted = readWanted(change(found.attributes), found.attributes.active === true);
    // Whoever was larger before this bound can still be let go.
    if (!isDeepStrictEqual(before.profile, wanted.profile)) requireModest(wanted);
    const followed = [...tied, ...(await settle(tx, directory, before, wanted, ctx.now))];
    const isSame = followed.length === 0 && isUnchanged(before, wanted);
    if (isSame) return { value: found, audit: [] };
    await tx.scimUser.update({
      where: { id },
      data: { ...columnsOf(before, wanted), version: { increment: 1 }, updatedAt: ctx.now },
    });
    const after = await getPerson(tx, orgId, id);
    const standing = standingOf(after);
    const draft: AuditDraft = {
      action: `directory_user.${deedOf(standingOf(before), standing)}`,
      target: id,
      targetName: wanted.userName,
      detail: { email: after.email, standing },
    };
    return { value: toFoundPerson(after), audit: [draft, ...followed] };
  });
  return changed.catch(asUniqueness);
}

function deedOf(from: Standing, to: Standing): string {
  if (from === to || (from !== "inactive" && to !== "inactive")) return "updated";
  return to === "inactive" ? "deactivated" : "reactivated";
}

/** Brings the person in or lets them go, as far as that has not been done. */
async function settle(
  tx: Tx,
  directory: ScimCaller,
  before: PersonRecord,
  wanted: WantedPerson,
  now: Date,
): Promise<AuditDraft[]> {
  const { id, orgId, userId } = before;
  const standing = standingOf(before);
  if (!wanted.isActive) {
    if (standing === "inactive") return [];
    const drafts = await letGo(tx, directory, before, now);
    await tx.scimUser.update({ where: { id }, data: { isActive: false, groupRole: null } });
    return drafts;
  }
  if (standing === "member") return [];
  const { email, name } = wantedNewcomer(before, wanted);
  const drafts = email === before.email ? [] : await revokeInvitations(tx, orgId, before.email, now);
  await tx.scimUser.update({ where: { id }, data: { isActive: true, email } });
  return [...drafts, ...(await bringIn(tx, directory, { id, userId, email, name }, now))];
}

/** An account's address is its holder's: what a directory writes moves only those who have not come yet. */
function wantedNewcomer({ id, userId, email }: PersonRecord, wanted: WantedPerson) {
  return { id, userId, name: wanted.name, email: userId === null ? wanted.email : email };
}

function columnsOf({ userId, email }: PersonRecord, wanted: WantedPerson) {
  const { userName, userKey, externalId, profile } = wanted;
  return { userName, userKey, externalId, profile, email: userId === null ? wanted.email : email };
}

function isUnchanged(before: PersonRecord, wanted: WantedPerson): boolean {
  return (
    (standingOf(before) !== "inactive") === wanted.isActive &&
    before.userName === wanted.userName &&
    before.externalId === wanted.externalId &&
    (before.userId !== null || before.email === wanted.email) &&
    isDeepStrictEqual(before.profile, wanted.profile)
  );
}

/** Invitations are counted before the transaction, so that a refusal does not undo the count. */
async function takeInvitationFor(
  ctx: Ctx,
  { orgId }: ScimCaller,
  id: string,
  change: (before: Attributes) => Attributes,
): Promise<void> {
  const tx = reader(ctx);
  const before = await getPerson(tx, orgId, id);
  const found = toFoundPerson(before);
  const wanted = readWanted(change(found.attributes), found.attributes.active === true);
  if (!wanted.isActive || standingOf(before) === "member") return;
  const newcomer = wantedNewcomer(before, wanted);
  const open = {
    orgId,
    email: newcomer.email,
    acceptedAt: null,
    revokedAt: null,
    expiresAt: { gt: ctx.now },
  };
  if ((await tx.invitation.count({ where: open })) > 0) return;
  if (await mustBeInvited(tx, orgId, newcomer)) await takeInvitation(ctx, orgId, newcomer.email);
}
