import { generateServiceProviderMetadata, SAML, ValidateInResponseTo } from "@node-saml/node-saml";
import { z } from "zod";
import { domainOf, isDomainAmong, normaliseAddress } from "#lib/mail-address.ts";
import { HOUR_MS, MINUTE_MS } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { log } from "#server/platform/log.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { type ExternalAssertion, textClaims } from "./assertion.ts";
import type { SpentAttempt } from "./attempt.ts";
import { addressesOf, type SamlProvider } from "./find-provider.ts";
import { ssoRefusal } from "./problem.ts";
import type { SsoPurpose } from "./schema.ts";

const MAX_RESPONSE = 400_000;
const TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
const BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

function serviceFor(provider: SamlProvider, requestId: string, forceAuthn = false): SAML {
  const { acs, metadata } = addressesOf(provider.slug);
  const { entryPoint, idpIssuer, certificates } = provider.config;
  return new SAML({
    entryPoint,
    idpIssuer,
    idpCert: certificates,
    issuer: metadata,
    audience: metadata,
    callbackUrl: acs,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: true,
    acceptedClockSkewMs: MINUTE_MS,
    maxAssertionAgeMs: HOUR_MS,
    identifierFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    disableRequestedAuthnContext: true,
    forceAuthn,
    generateUniqueId: () => requestId,
    validateInResponseTo: ValidateInResponseTo.always,
    requestIdExpirationPeriodMs: 10 * MINUTE_MS,
    // Which request an answer belongs to is known by the attempt; nothing is kept here.
    cacheProvider: {
      saveAsync: async (_key, value) => ({ value, createdAt: Date.now() }),
      getAsync: async (key) => (key === requestId ? new Date().toISOString() : null),
      removeAsync: async (key) => key,
    },
  });
}

/** Where to send the person; connecting and proving must be acts of theirs at the provider too. */
export function samlAddress(
  provider: SamlProvider,
  { requestId, state }: SpentAttempt["secrets"],
  purpose: SsoPurpose,
): Promise<string> {
  return serviceFor(provider, requestId, purpose !== "sign_in").getAuthorizeUrlAsync(state, undefined, {});
}

/** What the provider must know of this portal, as SAML metadata. */
export function samlMetadata(provider: SamlProvider): string {
  const { acs, metadata } = addressesOf(provider.slug);
  return generateServiceProviderMetadata({
    issuer: metadata,
    callbackUrl: acs,
    wantAssertionsSigned: true,
    identifierFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
  });
}

/** Checks a SAML response from end to end and takes each assertion once. */
export async function readSamlAnswer(
  ctx: Ctx,
  provider: SamlProvider,
  attempt: SpentAttempt,
  samlResponse: string,
): Promise<ExternalAssertion> {
  try {
    requirePlainXml(samlResponse);
    const service = serviceFor(provider, attempt.secrets.requestId);
    const { profile } = await service.validatePostResponseAsync({ SAMLResponse: samlResponse });
    if (!profile) throw new Error("The response names nobody.");
    requireDestination(profile.getSamlResponseXml?.() ?? "", provider);
    const assertion = Assertion.parse(profile.getAssertion?.()).Assertion;
    requireMeantForUs(assertion, provider, attempt.secrets.requestId);
    await takeOnce(ctx, `${provider.id} ${assertion.$.ID}`);
    const said = toAssertion(provider, profile.nameID, profile.nameIDFormat, profile.attributes);
    return { ...said, authenticatedAt: authenticatedAt(assertion) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    log().warn({ err: error, provider: provider.slug }, "the answer of a sign-in provider was refused");
    throw ssoRefusal("answer_refused");
  }
}

/** Document types, entities, comments and instructions have no place in a response; parsers disagree about them. */
function requirePlainXml(samlResponse: string): void {
  if (samlResponse.length > MAX_RESPONSE) throw new Error("The response is too large.");
  const xml = Buffer.from(samlResponse, "base64").toString("utf8");
  if (/<!|<\?(?!xml )/.test(xml) || xml.includes("\0")) throw new Error("The response is no plain XML.");
}

const Assertion = z.object({
  Assertion: z.object({
    $: z.object({ ID: z.string().min(1) }),
    Subject: z.tuple([
      z.object({
        SubjectConfirmation: z
          .array(
            z.object({
              $: z.object({ Method: z.string() }),
              SubjectConfirmationData: z.tuple([
                z.object({
                  $: z.object({ Recipient: z.string(), InResponseTo: z.string(), NotOnOrAfter: z.string() }),
                }),
              ]),
            }),
          )
          .min(1),
      }),
    ]),
    Conditions: z.tuple([z.object({ $: z.object({ NotOnOrAfter: z.string() }) })]),
    AuthnStatement: z.array(z.object({ $: z.object({ AuthnInstant: z.coerce.date() }) })).default([]),
  }),
});
type Assertion = z.infer<typeof Assertion>["Assertion"];

/** Of several statements the oldest: none of them may be worth more than it says. */
function authenticatedAt({ AuthnStatement }: Assertion): Date | null {
  const instants = AuthnStatement.map(({ $ }) => $.AuthnInstant.getTime());
  return instants.length > 0 ? new Date(Math.min(...instants)) : null;
}

/** The library does not look at the recipient. */
function requireMeantForUs(
  { Subject: [subject] }: Assertion,
  { slug }: SamlProvider,
  requestId: string,
): void {
  const { acs } = addressesOf(slug);
  for (const { $: confirmation, SubjectConfirmationData } of subject.SubjectConfirmation) {
    const data = SubjectConfirmationData[0].$;
    if (confirmation.Method !== BEARER || data.Recipient !== acs || data.InResponseTo !== requestId)
      throw new Error("The assertion is meant for another place or request.");
  }
}

/** A signed message names the place that it was sent to (SAML bindings, 3.5.5.2); the library does not look. */
function requireDestination(xml: string, { slug }: SamlProvider): void {
  const [, root = ""] =
    /^\s*(?:<\?xml[^>]*\?>)?\s*<(?:[\w.-]+:)?Response\b((?:"[^"]*"|'[^']*'|[^>])*)>/.exec(xml) ?? [];
  const [, quoted = ""] = /\sDestination\s*=\s*("[^"]*"|'[^']*')/.exec(root) ?? [];
  if (quoted.slice(1, -1) !== addressesOf(slug).acs)
    throw new Error("The response was sent to another place.");
}

async function takeOnce(ctx: Ctx, assertionId: string): Promise<void> {
  const expiresAt = new Date(ctx.now.getTime() + 2 * HOUR_MS);
  const { count } = await reader(ctx).samlAssertionUse.createMany({
    data: [{ id: sha256Hex(assertionId), expiresAt }],
    skipDuplicates: true,
  });
  if (count === 0) throw new Error("The assertion was used before.");
}

function toAssertion(
  provider: SamlProvider,
  nameId: string | undefined,
  format: string | undefined,
  rawAttributes: unknown,
): Omit<ExternalAssertion, "authenticatedAt"> {
  if (!nameId || format === TRANSIENT) throw new Error("The assertion does not name a person for good.");
  const { emailAttribute, nameAttribute, emailDomains } = provider.config;
  const claims = textClaims(z.record(z.string(), z.unknown()).catch({}).parse(rawAttributes));
  const email = normaliseAddress(claims[emailAttribute]?.[0] ?? nameId);
  return {
    providerId: provider.id,
    subject: nameId,
    email,
    // SAML cannot say whether an address was checked: only of these domains the provider is believed.
    isEmailVerified: email !== null && isDomainAmong(domainOf(email), emailDomains),
    name: claims[nameAttribute]?.[0] ?? null,
    claims,
  };
}
