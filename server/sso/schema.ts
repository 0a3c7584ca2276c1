import { z } from "zod";
import { normaliseDomain } from "#lib/mail-address.ts";

const Id = z.string().min(1).max(40);
const optionalText = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());
const Address = z
  .url({ protocol: /^https?$/, error: "Enter a whole address, such as https://login.example.com." })
  .max(500)
  .refine((text) => !/[?#]/.test(text) && !new URL(text).username, "Leave out queries, fragments and names.");

/** Domains, one beside the other, as people type them. */
const Domains = z
  .string()
  .max(2_000)
  .default("")
  .transform((text, context) => {
    const domains = text
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map((word) => {
        const domain = normaliseDomain(word);
        if (domain === null) context.addIssue(`“${word}” is no domain.`);
        return domain ?? "";
      });
    return [...new Set(domains)];
  });

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
const Certificates = z
  .string()
  .max(20_000)
  .transform((text) => text.match(PEM) ?? [])
  .refine((list) => list.length > 0, "Paste the provider's certificate, from BEGIN to END CERTIFICATE.");

export const RESERVED_SLUGS = ["google", "microsoft", "github"];
const Common = {
  name: z.string().trim().min(2, "Enter a name that people know.").max(60, "Use at most 60 characters."),
  orgId: optionalText(Id),
  emailDomains: Domains,
};
const OidcFields = z.object({
  kind: z.literal("oidc"),
  ...Common,
  issuer: Address.transform((text) => text.replace(/\/$/, "")),
  clientId: z.string().trim().min(1, "Enter the client id that the provider gave you.").max(300),
  /** Empty: the one kept stays. */
  clientSecret: optionalText(z.string().trim().max(500)),
  scopes: z
    .string()
    .trim()
    .max(300)
    .regex(/^[\x21\x23-\x5b\x5d-\x7e ]*$/, "Write scopes with spaces between them.")
    .default("openid email profile")
    .transform((text) => [...new Set(["openid", ...text.split(/\s+/).filter(Boolean)])].join(" ")),
});
const SamlFields = z.object({
  kind: z.literal("saml"),
  ...Common,
  entryPoint: z.url({ protocol: /^https?$/, error: "Enter a whole address." }).max(500),
  idpIssuer: z.string().trim().min(1, "Enter the provider's entity id.").max(500),
  certificates: Certificates,
  emailAttribute: z.string().trim().min(1).max(200).default("email"),
  nameAttribute: z.string().trim().min(1).max(200).default("displayName"),
});
export const AddProviderInput = z.discriminatedUnion("kind", [
  OidcFields.extend({ slug: slug() }),
  SamlFields.extend({ slug: slug() }),
]);
export const ChangeProviderInput = z.discriminatedUnion("kind", [
  OidcFields.extend({ providerId: Id }),
  SamlFields.extend({ providerId: Id }),
]);
export const ProviderInput = z.object({ providerId: Id });
export const SetProviderStatusInput = z.object({ providerId: Id, isActive: z.boolean() });
export const AddClaimMappingInput = z.object({
  providerId: Id,
  claim: z.string().trim().min(1, "Enter the claim's name, such as groups.").max(200),
  value: z.string().trim().min(1, "Enter the value to look for.").max(300),
  orgId: z.string().min(1, "Choose an organisation.").max(40),
  teamId: optionalText(Id),
  role: z.enum(["admin", "developer", "viewer"]),
});
export const ClaimMappingInput = z.object({ mappingId: Id });
/** To get in, to connect an account, or to prove in the middle of a session who sits there. */
const SSO_PURPOSES = ["sign_in", "link", "prove"] as const;
export type SsoPurpose = (typeof SSO_PURPOSES)[number];
export const StartSsoInput = z.object({
  provider: z.string().min(1).max(60),
  purpose: z.enum(SSO_PURPOSES),
  next: z.string().max(1_000).optional(),
});
export const ConnectionInput = z.object({ connectionId: Id });
export const ConfirmConnectionInput = z.object({ token: z.string().min(1).max(100) });

function slug() {
  return z
    .string()
    .min(2, "Use at least 2 characters.")
    .max(40)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use small letters, digits and single hyphens.")
    .refine((text) => !RESERVED_SLUGS.includes(text), "This name is kept for a provider of the environment.");
}

export interface SignInProvider {
  slug: string;
  name: string;
}

export interface ProviderSummary {
  id: string;
  kind: "oidc" | "saml" | "github";
  slug: string;
  name: string;
  isActive: boolean;
  /** Set up by the environment, and changed only there. */
  isFixed: boolean;
  orgName: string | null;
  connectionCount: number;
}

export interface ProviderDetail extends ProviderSummary {
  orgId: string | null;
  hasSecret: boolean;
  /** The form's fields, without secrets. */
  fields: Record<string, string>;
  /** What the provider must be told about this portal. */
  addresses: { term: string; value: string }[];
}

export interface ClaimMappingSummary {
  id: string;
  claim: string;
  value: string;
  orgName: string;
  teamName: string | null;
  role: "owner" | "admin" | "developer" | "viewer";
}

export interface ConnectionSummary {
  id: string;
  providerName: string;
  email: string | null;
  linkedAt: Date;
  lastUsedAt: Date | null;
}

/** Where a person's sign-in at a provider may stop, in words for them. */
export const SSO_PROBLEMS = {
  attempt_gone: "This sign-in took too long or was finished already. Start again.",
  other_browser: "This sign-in was started in another browser. Start again in this one.",
  cancelled: "You stopped the sign-in at the provider. Nothing was changed.",
  answer_refused:
    "The provider's answer could not be trusted, so nobody was signed in. Try again; if it stays so, tell this portal's administrator.",
  unreachable: "The provider could not be reached. Try again in a moment.",
  no_email:
    "The provider told us no e-mail address that we can use. Add one there, or create an account here and connect the provider afterwards.",
  closed:
    "You proved who you are, but this portal is not open to new accounts with your address. Ask its administrator.",
  address_kept:
    "Your address belonged to an account here until a few days ago, which can still take it back. Sign in to that account, or try again in a week.",
  suspended: "Your account is suspended. Ask this portal's administrator.",
  connected_elsewhere: "This sign-in is connected to another account here. Disconnect it there first.",
  other_person: "You signed out or changed accounts meanwhile. Sign in and connect again.",
  not_connected: "The account that you signed in with there is not connected to yours here.",
  not_fresh:
    "The provider did not say that you signed in there just now, so this proves nothing. Sign out here and in again, or set a password.",
  too_many: "Too many attempts. Wait a little and start again.",
  unknown_provider: "This way to sign in does not exist any more.",
} as const;
export type SsoProblem = keyof typeof SSO_PROBLEMS;

export function isSsoProblem(text: unknown): text is SsoProblem {
  return typeof text === "string" && Object.hasOwn(SSO_PROBLEMS, text);
}
