import { z } from "zod";
import type { Tx } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { unseal } from "#server/platform/keyring.ts";

export const OidcConfig = z.object({
  issuer: z.string(),
  clientId: z.string(),
  scopes: z.string(),
  emailDomains: z.array(z.string()),
});
export const SamlConfig = z.object({
  entryPoint: z.string(),
  idpIssuer: z.string(),
  certificates: z.array(z.string()),
  emailAttribute: z.string(),
  nameAttribute: z.string(),
  emailDomains: z.array(z.string()),
});
export type OidcConfig = z.infer<typeof OidcConfig>;
export type SamlConfig = z.infer<typeof SamlConfig>;

interface Base {
  id: string;
  slug: string;
  name: string;
  orgId: string | null;
  isActive: boolean;
  isFixed: boolean;
}
export type OidcProvider = Base & {
  kind: "oidc";
  config: OidcConfig;
  clientSecret: string | null;
  /** Microsoft: the issuer's form when each tenant has its own, with "{tenantid}" in it. */
  issuerTemplate?: string;
};
export type SamlProvider = Base & { kind: "saml"; config: SamlConfig };
export type GithubProvider = Base & {
  kind: "github";
  config: { clientId: string; url: string; apiUrl: string };
  clientSecret: string;
};
export type Provider = OidcProvider | SamlProvider | GithubProvider;

const SCOPES = "openid email profile";
const ANY_TENANT = ["common", "organizations", "consumers"];

/** The providers that the environment sets up. */
export function fixedProviders(): Provider[] {
  const given = env();
  const base = (slug: string, name: string) => ({
    id: slug,
    slug,
    name,
    orgId: null,
    isActive: true,
    isFixed: true,
  });
  const providers: Provider[] = [];
  if (given.GOOGLE_CLIENT_ID && given.GOOGLE_CLIENT_SECRET) {
    providers.push({
      ...base("google", "Google"),
      kind: "oidc",
      config: {
        issuer: "https://accounts.google.com",
        clientId: given.GOOGLE_CLIENT_ID,
        scopes: SCOPES,
        emailDomains: [],
      },
      clientSecret: given.GOOGLE_CLIENT_SECRET,
    });
  }
  if (given.MICROSOFT_CLIENT_ID && given.MICROSOFT_CLIENT_SECRET) {
    const tenant = given.MICROSOFT_TENANT;
    providers.push({
      ...base("microsoft", "Microsoft"),
      kind: "oidc",
      config: {
        issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
        clientId: given.MICROSOFT_CLIENT_ID,
        scopes: SCOPES,
        emailDomains: [],
      },
      clientSecret: given.MICROSOFT_CLIENT_SECRET,
      ...(ANY_TENANT.includes(tenant)
        ? { issuerTemplate: "https://login.microsoftonline.com/{tenantid}/v2.0" }
        : {}),
    });
  }
  if (given.GITHUB_CLIENT_ID && given.GITHUB_CLIENT_SECRET) {
    const config = { clientId: given.GITHUB_CLIENT_ID, url: given.GITHUB_URL, apiUrl: given.GITHUB_API_URL };
    providers.push({
      ...base("github", "GitHub"),
      kind: "github",
      config,
      clientSecret: given.GITHUB_CLIENT_SECRET,
    });
  }
  return providers;
}

/** Every provider, those of the environment first. */
export async function allProviders(tx: Tx): Promise<Provider[]> {
  const rows = await tx.identityProvider.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }], take: 200 });
  return [...fixedProviders(), ...rows.map(toProvider)];
}

export async function findProvider(tx: Tx, by: { id: string } | { slug: string }): Promise<Provider | null> {
  const fixed = fixedProviders().find((one) => ("id" in by ? one.id === by.id : one.slug === by.slug));
  if (fixed) return fixed;
  const row = await tx.identityProvider.findFirst({ where: by });
  return row && toProvider(row);
}

type Row = NonNullable<Awaited<ReturnType<Tx["identityProvider"]["findFirst"]>>>;

function toProvider(row: Row): Provider {
  const base = {
    id: row.id,
    slug: row.slug,
    name: row.name,
    orgId: row.orgId,
    isActive: row.status === "active",
    isFixed: false,
  };
  if (row.kind === "saml") return { ...base, kind: "saml", config: SamlConfig.parse(row.config) };
  return {
    ...base,
    kind: "oidc",
    config: OidcConfig.parse(row.config),
    clientSecret: row.sealedSecret && unseal(row.sealedSecret),
  };
}

/** The portal's own addresses that a provider must know. */
export function addressesOf(slug: string) {
  const base = `${env().PUBLIC_URL}/sign-in/with/${slug}`;
  return { callback: `${base}/callback`, acs: `${base}/acs`, metadata: `${base}/metadata` };
}
