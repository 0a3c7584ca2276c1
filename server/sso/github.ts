import { createHash } from "node:crypto";
import { z } from "zod";
import { normaliseAddress } from "#lib/mail-address.ts";
import { fetchGuarded } from "#server/platform/fetch-guarded.ts";
import { log } from "#server/platform/log.ts";
import { Refusal } from "#server/platform/refusal.ts";
import type { ExternalAssertion } from "./assertion.ts";
import type { SpentAttempt } from "./attempt.ts";
import { addressesOf, type GithubProvider } from "./find-provider.ts";
import { ssoRefusal } from "./problem.ts";

type Secrets = SpentAttempt["secrets"];

/** GitHub signs people in by OAuth 2 alone: no ID token, so its API is asked who they are. */
export function githubAddress(provider: GithubProvider, secrets: Secrets): string {
  const url = new URL(`${provider.config.url}/login/oauth/authorize`);
  const parameters = {
    client_id: provider.config.clientId,
    redirect_uri: addressesOf(provider.slug).callback,
    scope: "read:user user:email",
    state: secrets.state,
    code_challenge: createHash("sha256").update(secrets.codeVerifier).digest("base64url"),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

const Token = z.object({ access_token: z.string(), token_type: z.string() });
const User = z.object({ id: z.number().int(), login: z.string(), name: z.string().nullable() });
const Emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

export async function readGithubAnswer(
  provider: GithubProvider,
  { secrets }: SpentAttempt,
  parameters: URLSearchParams,
): Promise<ExternalAssertion> {
  if (parameters.get("error") === "access_denied") throw ssoRefusal("cancelled");
  try {
    const code = parameters.get("code");
    if (!code) throw new Error("GitHub sent no code.");
    const { access_token } = Token.parse(await exchange(provider, secrets, code));
    const user = User.parse(await ask(provider, "/user", access_token));
    const emails = Emails.parse(await ask(provider, "/user/emails", access_token));
    const primary = emails.find((one) => one.primary && one.verified);
    const email = primary ? normaliseAddress(primary.email) : null;
    return {
      providerId: provider.id,
      // The number stays; logins are given away and taken anew.
      subject: String(user.id),
      email,
      isEmailVerified: email !== null,
      name: user.name || user.login,
      claims: { login: [user.login] },
      // GitHub tells nobody, and cannot be asked to sign somebody in anew.
      authenticatedAt: null,
    };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    log().warn({ err: error, provider: provider.slug }, "the answer of a sign-in provider was refused");
    throw ssoRefusal("answer_refused");
  }
}

async function exchange(provider: GithubProvider, secrets: Secrets, code: string): Promise<unknown> {
  const response = await fetchGuarded(`${provider.config.url}/login/oauth/access_token`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      client_id: provider.config.clientId,
      client_secret: provider.clientSecret,
      code,
      redirect_uri: addressesOf(provider.slug).callback,
      code_verifier: secrets.codeVerifier,
    }),
  });
  // Wrong codes are answered with 200 and an "error", which the schema does not take.
  return response.json();
}

async function ask(provider: GithubProvider, path: string, token: string): Promise<unknown> {
  const response = await fetchGuarded(`${provider.config.apiUrl}${path}`, {
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "x-github-api-version": "2022-11-28",
    },
  });
  if (!response.ok) throw new Error(`GitHub answered ${path} with ${response.status}.`);
  return response.json();
}
