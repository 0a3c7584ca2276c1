import type { RequestOrigin } from "#server/platform/client-address.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { fetchAssertion, keepAssertion, spendAttempt, spendBlindly } from "./attempt.ts";
import { findProvider } from "./find-provider.ts";
import { finishSso, type SsoResult } from "./finish-sso.ts";
import { readGithubAnswer } from "./github.ts";
import { readOidcAnswer } from "./oidc.ts";
import { forPurpose, ssoRefusal } from "./problem.ts";
import { readSamlAnswer } from "./saml.ts";

export type SsoBrowser = RequestOrigin & { browserSecret: string | null };

async function getActive(ctx: Ctx, slug: string) {
  const provider = await findProvider(reader(ctx), { slug });
  if (!provider?.isActive) throw ssoRefusal("unknown_provider", "not_found");
  return provider;
}

/** The browser is back from an OpenID provider or GitHub. The attempt is spent before anything is believed. */
export async function answerByQuery(
  ctx: Ctx,
  slug: string,
  parameters: URLSearchParams,
  browser: SsoBrowser,
): Promise<SsoResult> {
  const provider = await getActive(ctx, slug);
  if (provider.kind === "saml") throw ssoRefusal("unknown_provider", "not_found");
  const returning = { providerId: provider.id, browserSecret: browser.browserSecret };
  const attempt = await spendAttempt(ctx, { ...returning, state: parameters.get("state") ?? "" });
  const reading =
    provider.kind === "oidc"
      ? readOidcAnswer(provider, attempt, parameters)
      : readGithubAnswer(provider, attempt, parameters);
  return forPurpose(
    attempt.purpose,
    reading.then((assertion) => finishSso(ctx, assertion, attempt, browser)),
  );
}

/**
 * A SAML response was posted from another site, so without this site's cookies. It is checked and kept for the browser
 * that asked, which is sent on to fetch it. Answers the state to fetch it by.
 */
export async function answerByPost(ctx: Ctx, slug: string, form: FormData): Promise<string> {
  const provider = await getActive(ctx, slug);
  const state = form.get("RelayState");
  const response = form.get("SAMLResponse");
  if (provider.kind !== "saml" || typeof state !== "string" || typeof response !== "string")
    throw ssoRefusal("attempt_gone", "not_found");
  const attempt = await spendBlindly(ctx, provider.id, state);
  const assertion = await forPurpose(attempt.purpose, readSamlAnswer(ctx, provider, attempt, response));
  await keepAssertion(ctx, attempt.id, assertion);
  return state;
}

/** The browser that asked fetches what the SAML response said. */
export async function fetchAnswer(
  ctx: Ctx,
  slug: string,
  state: string,
  browser: SsoBrowser,
): Promise<SsoResult> {
  const provider = await getActive(ctx, slug);
  const returning = { providerId: provider.id, state, browserSecret: browser.browserSecret };
  const { attempt, assertion } = await fetchAssertion(ctx, returning);
  return forPurpose(attempt.purpose, finishSso(ctx, assertion, attempt, browser));
}
