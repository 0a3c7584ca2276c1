import { routes } from "#lib/routes.ts";
import { getVersion } from "#server/catalog/index.ts";
import { MINUTE_MS } from "#server/platform/clock.ts";
import {
  actorIdOf,
  type Ctx,
  type PersonCaller,
  reachedTeams,
  requireTeam,
} from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireKeyKeeper } from "./policy.ts";
import { MintTrialKeyInput, type TrialKey } from "./schema.ts";
import { makeTrialKey } from "./trial-format.ts";

const LIVES_MS = 15 * MINUTE_MS;
/** A reader who goes from page to page gets many; the log names the first of each stretch. */
const AUDITED_EVERY_MS = 10 * MINUTE_MS;
const MAX_APPS = 50;

/**
 * A credential with which one of the caller's apps may call the sandbox of one API for a quarter of an hour. It is
 * signed, not stored; every call still answers for the app's state, subscription, rate and quota.
 */
export async function mintTrialKey(ctx: Ctx, raw: unknown): Promise<TrialKey> {
  const caller = requireKeyKeeper(ctx);
  if (caller.kind === "member" && caller.viewAs)
    throw new Refusal(
      "not_allowed",
      "Nobody is given somebody else's keys. End the view to call with your own.",
    );
  const { api: slug, version, app: appId } = read(MintTrialKeyInput, raw);
  const { api, lifecycle } = await getVersion(ctx, { api: slug, version });
  if (lifecycle !== "published" && lifecycle !== "deprecated")
    throw new Refusal("conflict", "This version cannot be called.");
  return mutate(ctx, async (tx) => {
    const plans = await tx.planApi.findMany({ where: { apiId: api.id }, select: { planId: true } });
    if (plans.length === 0)
      throw new Refusal(
        "conflict",
        "This API has no plan yet, so no app can call its sandbox. Its publisher adds one; live servers can be called now.",
        {},
        { isWithoutPlan: true },
      );
    const apps = await listCallingApps(tx, caller, plans);
    const chosen = appId ? await findChosen(tx, caller, apps, appId) : apps[0];
    if (!chosen) {
      throw new Refusal(
        "conflict",
        "None of your teams' apps may call this API yet.",
        {},
        {
          isWithoutApp: true,
          href: routes.apiStart(api.slug),
        },
      );
    }
    const userId = actorIdOf(caller);
    const expiresAt = new Date(ctx.now.getTime() + LIVES_MS);
    const key = makeTrialKey({ appId: chosen.id, apiId: api.id, userId, expiresAt });
    const isKnown = await wasAuditedLately(tx, ctx, caller, chosen.id);
    const event = { action: "trial_key.minted", target: chosen.id, targetName: chosen.name };
    return {
      value: { key, expiresAt, app: chosen, apps },
      audit: isKnown ? [] : { ...event, detail: { apiId: api.id, expiresAt: expiresAt.toISOString() } },
    };
  });
}

/** Active apps that the caller acts for, with an active plan that opens the API, newest first. */
async function listCallingApps(
  tx: Tx,
  caller: PersonCaller,
  plans: { planId: string }[],
): Promise<TrialKey["apps"]> {
  const planId = { in: plans.map((plan) => plan.planId) };
  return tx.app.findMany({
    where: {
      orgId: caller.orgId,
      ...reachedTeams(caller, "keep_credentials"),
      deletedAt: null,
      status: "active",
      subscriptions: { some: { state: "active", planId } },
    },
    orderBy: { id: "desc" },
    take: MAX_APPS,
    select: { id: true, name: true },
  });
}

/** The app asked for, or a refusal that says why it cannot call. */
async function findChosen(
  tx: Tx,
  caller: PersonCaller,
  apps: TrialKey["apps"],
  appId: string,
): Promise<TrialKey["app"]> {
  const able = apps.find(({ id }) => id === appId);
  if (able) return able;
  const app = await tx.app.findFirst({
    where: { id: appId, orgId: caller.orgId, deletedAt: null },
    select: { name: true, status: true, teamId: true },
  });
  if (!app) throw new Refusal("not_found", "This app does not exist.");
  requireTeam(caller, "keep_credentials", app.teamId);
  if (app.status !== "active") throw new Refusal("conflict", `The app "${app.name}" is suspended.`);
  throw new Refusal(
    "conflict",
    `"${app.name}" has no plan that opens this API. Subscribe it to one.`,
    {},
    {
      href: routes.appSubscribe(appId),
    },
  );
}

async function wasAuditedLately(tx: Tx, ctx: Ctx, caller: PersonCaller, appId: string): Promise<boolean> {
  const event = await tx.auditEvent.findFirst({
    where: {
      orgId: caller.orgId,
      action: "trial_key.minted",
      target: appId,
      actorId: caller.kind === "member" ? caller.userId : caller.tokenId,
      at: { gt: new Date(ctx.now.getTime() - AUDITED_EVERY_MS) },
    },
    select: { id: true },
  });
  return event !== null;
}
