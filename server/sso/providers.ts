import type { z } from "zod";
import { type Ctx, requirePlatform, requireRecentProof } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { seal } from "#server/platform/keyring.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import {
  addressesOf,
  allProviders,
  findProvider,
  OidcConfig,
  type Provider,
  SamlConfig,
} from "./find-provider.ts";
import {
  AddProviderInput,
  ChangeProviderInput,
  type ProviderDetail,
  type ProviderSummary,
  SetProviderStatusInput,
  type SignInProvider,
} from "./schema.ts";

/** The ways to sign in beside the password, for everybody. */
export async function listSignInProviders(ctx: Ctx): Promise<SignInProvider[]> {
  const providers = await allProviders(reader(ctx));
  return providers.filter(({ isActive }) => isActive).map(({ slug, name }) => ({ slug, name }));
}

export async function listProviders(ctx: Ctx): Promise<ProviderSummary[]> {
  requirePlatform(ctx, "sso.read");
  const tx = reader(ctx);
  const providers = await allProviders(tx);
  return Promise.all(providers.map((provider) => summarise(tx, provider)));
}

async function summarise(tx: Tx, provider: Provider): Promise<ProviderSummary> {
  const { id, kind, slug, name, isActive, isFixed, orgId } = provider;
  const org = orgId
    ? await tx.organisation.findUnique({ where: { id: orgId }, select: { name: true } })
    : null;
  const connectionCount = await tx.externalIdentity.count({ where: { providerId: id } });
  return { id, kind, slug, name, isActive, isFixed, orgName: org?.name ?? null, connectionCount };
}

/** One provider with the fields of its form; its secret never leaves. */
export async function getProvider(ctx: Ctx, providerId: string): Promise<ProviderDetail> {
  requirePlatform(ctx, "sso.read");
  const provider = await getKnown(reader(ctx), providerId);
  const { callback, acs, metadata } = addressesOf(provider.slug);
  return {
    ...(await summarise(reader(ctx), provider)),
    orgId: provider.orgId,
    hasSecret: provider.kind !== "saml" && provider.clientSecret !== null,
    fields: fieldsOf(provider),
    addresses:
      provider.kind === "saml"
        ? [
            { term: "Entity id and metadata", value: metadata },
            { term: "Assertion consumer service", value: acs },
          ]
        : [{ term: "Redirect address", value: callback }],
  };
}

function fieldsOf(provider: Provider): Record<string, string> {
  if (provider.kind === "github") return { clientId: provider.config.clientId };
  const { emailDomains, ...config } = provider.config;
  const texts = Object.entries(config).map(([key, value]) => [key, [value].flat().join("\n")]);
  return { ...Object.fromEntries(texts), emailDomains: emailDomains.join(", ") };
}

export async function getKnown(tx: Tx, providerId: string): Promise<Provider> {
  const provider = await findProvider(tx, { id: providerId });
  if (!provider) throw new Refusal("not_found", "This provider does not exist.");
  return provider;
}

/** Sets up a provider that anybody may then sign in by. */
export async function addProvider(ctx: Ctx, raw: unknown): Promise<{ id: string }> {
  const { userId } = requirePlatform(ctx, "sso.write");
  requireRecentProof(ctx);
  const input = read(AddProviderInput, raw);
  return mutate(ctx, async (tx) => {
    await requireOrganisation(tx, input.orgId);
    if (await tx.identityProvider.findUnique({ where: { slug: input.slug }, select: { id: true } })) {
      const message = "Another provider has this short name.";
      throw new Refusal("conflict", message, { slug: message });
    }
    const id = newId("idp", ctx.now);
    const { kind, slug, name, orgId = null } = input;
    const row = { id, kind, slug, name, orgId, ...settingsOf(input), createdAt: ctx.now, createdBy: userId };
    await tx.identityProvider.create({ data: row });
    const detail = { kind, slug, config: row.config };
    return {
      value: { id },
      audit: { action: "provider.added", target: id, targetName: name, orgId: null, detail },
    };
  });
}

/** Changes a provider. Who it speaks for stays once people are connected: the same ids would be other people. */
export async function changeProvider(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "sso.write");
  requireRecentProof(ctx);
  const input = read(ChangeProviderInput, raw);
  await mutate(ctx, async (tx) => {
    const provider = await getOwn(tx, input.providerId);
    if (provider.kind !== input.kind) throw new Refusal("conflict", "A provider keeps its protocol.");
    await requireOrganisation(tx, input.orgId);
    const voice = input.kind === "oidc" ? input.issuer : input.idpIssuer;
    const before = provider.kind === "oidc" ? provider.config.issuer : provider.config.idpIssuer;
    const connected = await tx.externalIdentity.count({ where: { providerId: provider.id } });
    if (voice !== before && connected > 0) {
      const message = "People are connected through this issuer. Add a new provider instead.";
      throw new Refusal("conflict", message, { [input.kind === "oidc" ? "issuer" : "idpIssuer"]: message });
    }
    const settings = settingsOf(input);
    const data = { name: input.name, orgId: input.orgId ?? null, ...settings };
    await tx.identityProvider.update({ where: { id: provider.id }, data });
    const detail = { config: settings.config, isSecretChanged: settings.sealedSecret !== undefined };
    return {
      value: undefined,
      audit: { action: "provider.changed", target: provider.id, targetName: input.name, orgId: null, detail },
    };
  });
}

type Settings = z.output<typeof AddProviderInput> | z.output<typeof ChangeProviderInput>;

function settingsOf(input: Settings) {
  if (input.kind === "saml") return { config: SamlConfig.parse(input), sealedSecret: undefined };
  return {
    config: OidcConfig.parse(input),
    sealedSecret: input.clientSecret ? seal(input.clientSecret) : undefined,
  };
}

/** Opens or closes a way to sign in. Sessions stay; ending them is another act. */
export async function setProviderStatus(ctx: Ctx, raw: unknown): Promise<void> {
  requirePlatform(ctx, "sso.write");
  requireRecentProof(ctx);
  const { providerId, isActive } = read(SetProviderStatusInput, raw);
  await mutate(ctx, async (tx) => {
    const provider = await getOwn(tx, providerId);
    if (provider.isActive === isActive) return { value: undefined, audit: [] };
    const status = isActive ? "active" : "disabled";
    await tx.identityProvider.update({ where: { id: providerId }, data: { status } });
    const action = isActive ? "provider.enabled" : "provider.disabled";
    return {
      value: undefined,
      audit: { action, target: providerId, targetName: provider.name, orgId: null },
    };
  });
}

async function getOwn(tx: Tx, providerId: string) {
  const provider = await getKnown(tx, providerId);
  if (provider.isFixed || provider.kind === "github")
    throw new Refusal(
      "conflict",
      "This provider is set up by the environment. Its operator changes it there.",
    );
  return provider;
}

async function requireOrganisation(tx: Tx, orgId: string | undefined): Promise<void> {
  if (!orgId) return;
  const org = await tx.organisation.findFirst({
    where: { id: orgId, isPersonal: false },
    select: { id: true },
  });
  if (!org) throw new Refusal("not_found", "This organisation does not exist.", { orgId: "Choose another." });
}
