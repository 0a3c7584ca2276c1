import { includesRole, PLATFORM_ROLE_NAMES, platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import { queueMail } from "#server/notify/index.ts";
import { MINUTE_MS } from "#server/platform/clock.ts";
import {
  type Ctx,
  type MemberCaller,
  requirePlatform,
  requireRecentProof,
} from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { StartViewInput } from "./schema.ts";
import { chooseOrganisation } from "./store.ts";

const MINUTES = 30;

interface Subject {
  subjectId: string | null;
  orgId: string | null;
  name: string;
  email?: string;
}

/**
 * Makes this session see the portal as a person or a role, for 30 minutes. To look only, unless an administrator says
 * why they must act for the person. Nobody looks through somebody who may do more; the person is told by mail.
 */
export async function startView(ctx: Ctx, raw: unknown): Promise<{ viewId: string }> {
  const caller = requirePlatform(ctx, "view_as");
  if (caller.viewAs) throw new Refusal("conflict", "You are viewing as somebody already. End that first.");
  const input = read(StartViewInput, raw);
  const isReadOnly = input.mode === "look";
  if (!isReadOnly) requireActing(caller, input.reason, Boolean(input.userId));
  requireRecentProof(ctx);
  return mutate(ctx, async (tx) => {
    const subject = await findSubject(tx, caller, input);
    const view = {
      id: newId("view", ctx.now),
      sessionId: caller.sessionId,
      viewerId: caller.userId,
      subjectId: subject.subjectId,
      orgId: subject.orgId,
      orgRole: subject.subjectId ? null : (input.orgRole ?? null),
      platformRole: subject.subjectId ? null : (input.platformRole ?? null),
      isReadOnly,
      reason: input.reason,
      startedAt: ctx.now,
      endsAt: new Date(ctx.now.getTime() + MINUTES * MINUTE_MS),
    };
    await tx.viewAs.create({ data: view });
    await pointSession(tx, caller, view.id, ctx.now);
    if (subject.email) {
      const data = {
        by: caller.name,
        reason: input.reason,
        isReadOnly,
        minutes: MINUTES,
        path: routes.account(),
      };
      await queueMail(tx, { to: subject.email, template: "viewed-as-you", data, now: ctx.now });
    }
    const detail = { view: view.id, isReadOnly, reason: input.reason, until: view.endsAt.toISOString() };
    const target = subject.subjectId ?? view.id;
    return {
      value: { viewId: view.id },
      audit: { action: "view.started", target, targetName: subject.name, orgId: subject.orgId, detail },
    };
  });
}

function requireActing(caller: MemberCaller, reason: string, isPerson: boolean): void {
  if (!platformMay(caller.platformRole, "view_as.write"))
    throw new Refusal("not_allowed", "Only an administrator may act on somebody's behalf.");
  if (!isPerson) throw new Refusal("invalid_input", "A role can only be looked through.");
  if (reason.length < 10) {
    const message = "Say why you must act for them, in ten characters or more.";
    throw new Refusal("invalid_input", message, { reason: message });
  }
}

/** Two starts at once: the second finds the session pointing elsewhere. */
async function pointSession(tx: Tx, { sessionId }: MemberCaller, viewId: string, now: Date): Promise<void> {
  const session = await tx.session.findUnique({ where: { id: sessionId }, select: { viewAsId: true } });
  const live = session?.viewAsId
    ? await tx.viewAs.findFirst({ where: { id: session.viewAsId, endedAt: null, endsAt: { gt: now } } })
    : null;
  const { count } = live
    ? { count: 0 }
    : await tx.session.updateMany({
        where: { id: sessionId, viewAsId: session?.viewAsId ?? null },
        data: { viewAsId: viewId },
      });
  if (count === 0) throw new Refusal("conflict", "You are viewing as somebody already. End that first.");
}

async function findSubject(
  tx: Tx,
  caller: MemberCaller,
  { userId, orgId, orgRole, platformRole }: ReturnType<typeof StartViewInput.parse>,
): Promise<Subject> {
  if (userId) {
    if (userId === caller.userId) throw new Refusal("conflict", "That is you.");
    const user = await tx.user.findFirst({
      where: { id: userId },
      select: {
        name: true,
        email: true,
        status: true,
        platformRole: true,
        memberships: { where: { organisation: { status: "active" } }, select: { orgId: true } },
      },
    });
    if (!user) throw new Refusal("not_found", "This person does not exist.");
    requireNoMore(caller, user.platformRole);
    if (user.status !== "active" || user.memberships.length === 0)
      throw new Refusal("conflict", `${user.name} cannot sign in now, so there is nothing to see.`);
    const chosen = user.memberships.find((membership) => membership.orgId === orgId);
    const home = chosen?.orgId ?? (await chooseOrganisation(tx, userId));
    return { subjectId: userId, orgId: home, name: user.name, email: user.email };
  }
  if (orgId && orgRole) {
    const org = await tx.organisation.findFirst({
      where: { id: orgId, status: "active" },
      select: { name: true },
    });
    if (!org) throw new Refusal("not_found", "This organisation does not exist or is suspended.");
    return { subjectId: null, orgId, name: `${orgRole} of ${org.name}` };
  }
  if (!platformRole) throw new Refusal("invalid_input", "Choose a person or a role.");
  requireNoMore(caller, platformRole);
  return { subjectId: null, orgId: null, name: PLATFORM_ROLE_NAMES[platformRole] };
}

function requireNoMore(caller: MemberCaller, role: MemberCaller["platformRole"]): void {
  if (!includesRole(caller.platformRole, role))
    throw new Refusal("not_allowed", "They may do more in this portal than you.");
}
