import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { findProvider } from "./find-provider.ts";
import { samlMetadata } from "./saml.ts";

/** This portal's metadata for one SAML provider; null when there is no such provider. */
export async function findSamlMetadata(ctx: Ctx, slug: string): Promise<string | null> {
  const provider = await findProvider(reader(ctx), { slug });
  return provider?.kind === "saml" ? samlMetadata(provider) : null;
}
