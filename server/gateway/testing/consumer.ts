import { registerApp, subscribe } from "#server/apps/index.ts";
import { makeOffer, type Offer } from "#server/apps/testing/offers.ts";
import { issueKey } from "#server/credentials/index.ts";
import type { KeySummary } from "#server/credentials/schema.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { makeMember } from "#server/platform/testing/world.ts";

export interface Consumer {
  publisher: MemberCaller;
  caller: MemberCaller;
  offer: Offer;
  appId: string;
  subscriptionId: string;
  key: KeySummary;
  secret: string;
  /** A context of the consumer; outside any transaction when the world is committed. */
  ctx: () => Ctx;
}

type Options = NonNullable<Parameters<typeof makeOffer>[2]> & {
  environment?: "sandbox" | "live";
  now?: Date;
};

/** A consumer whose app is subscribed to somebody's API and holds a key. Without `tx` it is committed. */
export async function makeConsumer(tx?: Tx, options: Options = {}): Promise<Consumer> {
  const at = tx ?? db();
  const publisher = await makeMember(at, { isPublisher: true });
  const caller = await makeMember(at);
  const offer = await makeOffer(at, publisher, options);
  const ctx = (): Ctx => ({ caller, now: options.now ?? new Date(), requestId: newId("req"), tx });
  const app = await registerApp(ctx(), { name: "Timetable" });
  const subscription = await subscribe(ctx(), {
    appId: app.id,
    planId: offer.planId,
    acceptedTermsVersion: offer.termsVersion,
  });
  const environment = options.environment ?? "sandbox";
  const { key, secret } = await issueKey(ctx(), { appId: app.id, name: "Test", environment });
  return { publisher, caller, offer, appId: app.id, subscriptionId: subscription.id, key, secret, ctx };
}
