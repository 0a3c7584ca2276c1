import { getApp, registerApp, subscribe } from "#server/apps/index.ts";
import { type Ctx, requireProofOfPerson } from "#server/platform/context.ts";
import { transact } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { issueKey } from "./issue-key.ts";
import { requireKeyKeeper } from "./policy.ts";
import { type FirstKey, IssueFirstKeyInput } from "./schema.ts";

/**
 * From an API's page to a key in one step: registers the app unless one was chosen, subscribes it to the plan and
 * issues a key. All of it happens, or none.
 */
export async function issueFirstKey(ctx: Ctx, raw: unknown): Promise<FirstKey> {
  requireKeyKeeper(ctx);
  requireProofOfPerson(ctx);
  const { appId, appName, planId, acceptedTermsVersion, environment } = read(IssueFirstKeyInput, raw);
  return transact(ctx, async (tx) => {
    const inside: Ctx = { ...ctx, tx };
    const id = appId ?? (await registerApp(inside, { name: appName })).id;
    const subscription = await subscribe(inside, { appId: id, planId, acceptedTermsVersion });
    const name = environment === "live" ? "Live key" : "Sandbox key";
    const issued = await issueKey(inside, { appId: id, name, environment });
    const { subscriptions, ...app } = await getApp(inside, id);
    return { ...issued, app, subscription };
  });
}
