import { takeAttempt } from "#server/identity/index.ts";
import { networkOf, type RequestOrigin } from "#server/platform/client-address.ts";
import { type Ctx, type MemberCaller, requireRecentProof } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { insertAttempt, type SpentAttempt } from "./attempt.ts";
import { findProvider, type Provider } from "./find-provider.ts";
import { githubAddress } from "./github.ts";
import { oidcAddress } from "./oidc.ts";
import { forPurpose, ssoRefusal } from "./problem.ts";
import { requireProofProvider, requireProvable } from "./prove-by-provider.ts";
import { samlAddress } from "./saml.ts";
import { type SsoPurpose, StartSsoInput } from "./schema.ts";

/**
 * Begins a way to a provider and back, bound to the secret in this browser's cookie, and answers where to go. Connecting
 * takes a person who has just proved who they are; proving, one who is connected there and has no second factor here.
 */
export async function startSso(
  ctx: Ctx,
  raw: unknown,
  browser: RequestOrigin & { browserSecret: string },
): Promise<{ url: string }> {
  const { purpose } = read(StartSsoInput.pick({ purpose: true }), raw);
  const member = await requireAsker(ctx, purpose);
  const { provider: slug, next } = read(StartSsoInput, raw);
  await takeAttempt(reader(ctx), { key: `sso:${networkOf(browser.address)}`, free: 60 }, ctx.now);
  const provider = await findProvider(reader(ctx), { slug });
  if (!provider?.isActive) throw ssoRefusal("unknown_provider", "not_found");
  if (purpose === "prove") await requireProofProvider(ctx, provider);
  const secrets = await insertAttempt(ctx, {
    providerId: provider.id,
    purpose,
    browserSecret: browser.browserSecret,
    next: next ?? null,
    member,
  });
  return { url: await addressOf(provider, secrets, purpose) };
}

async function requireAsker(ctx: Ctx, purpose: SsoPurpose): Promise<MemberCaller | null> {
  if (purpose === "sign_in") return null;
  return purpose === "link" ? requireRecentProof(ctx) : requireProvable(ctx);
}

async function addressOf(provider: Provider, secrets: SpentAttempt["secrets"], purpose: SsoPurpose) {
  try {
    switch (provider.kind) {
      case "oidc":
        return await oidcAddress(provider, secrets, purpose);
      case "saml":
        return await samlAddress(provider, secrets, purpose);
      case "github":
        return githubAddress(provider, secrets);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    log().warn({ err: error, provider: provider.slug }, "a sign-in provider could not be asked");
    throw ssoRefusal("unreachable", "unavailable");
  }
}

/** As startSso, to prove in the middle of a session who sits there. */
export function proveBySso(
  ctx: Ctx,
  provider: string,
  browser: RequestOrigin & { browserSecret: string },
): Promise<{ url: string }> {
  return forPurpose("prove", startSso(ctx, { provider, purpose: "prove" }, browser));
}
