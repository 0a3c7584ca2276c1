import { decideSubscription, registerApp, subscribe } from "#server/apps/index.ts";
import { issueKey, revokeKey } from "#server/credentials/index.ts";
import { createClient } from "#server/oauth/index.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { db } from "#server/platform/db.ts";
import { type DemoApp, type DemoCredential, demoApps } from "./consumers.ts";
import { asPerson, ownerOf } from "./world.ts";

/** The consumers' apps with their subscriptions and credentials. Nobody keeps the secrets: the demo's calls are history. */
export async function addApps(now: Date): Promise<void> {
  for (const demo of demoApps) {
    const owner = await asPerson(demo.owner, now);
    const at = (daysAgo: number): Ctx => ({ ...owner, now: new Date(now.getTime() - daysAgo * DAY_MS) });
    const known = await db().app.findFirst({ where: { name: demo.name, orgId: owner.caller.orgId } });
    const appId = known?.id ?? (await registerApp(at(demo.bornDaysAgo), demo)).id;
    for (const plan of demo.plans) await addSubscription(appId, plan, at(demo.bornDaysAgo));
    for (const credential of demo.credentials) await addCredential(appId, credential, demo.bornDaysAgo, at);
  }
}

async function addSubscription(appId: string, wanted: DemoApp["plans"][number], ctx: Ctx): Promise<void> {
  const plan = await db().plan.findFirstOrThrow({ where: { slug: wanted.slug } });
  const known = await db().subscription.findFirst({ where: { appId, planId: plan.id } });
  if (known) return;
  const made = await subscribe(ctx, { appId, planId: plan.id, acceptedTermsVersion: plan.termsVersion });
  if (made.state !== "pending" || !wanted.decided) return;
  const org = await db().organisation.findUniqueOrThrow({ where: { id: plan.orgId } });
  const decider = await asPerson(ownerOf(org.slug), ctx.now);
  await decideSubscription(decider, { subscriptionId: made.id, decision: wanted.decided });
}

async function addCredential(
  appId: string,
  wanted: DemoCredential,
  bornDaysAgo: number,
  at: (daysAgo: number) => Ctx,
): Promise<void> {
  const { kind, name, environment, expiresInDays, revokedDaysAgo } = wanted;
  if (kind === "client") {
    const known = await db().oAuthClient.findFirst({ where: { appId, name } });
    if (!known) await createClient(at(bornDaysAgo), { appId, name, environment });
    return;
  }
  if (await db().key.findFirst({ where: { appId, name } })) return;
  const { key } = await issueKey(at(bornDaysAgo), { appId, name, environment, expiresInDays });
  if (revokedDaysAgo !== undefined) await revokeKey(at(revokedDaysAgo), { keyId: key.id });
}
