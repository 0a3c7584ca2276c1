import { X509Certificate } from "node:crypto";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { discover } from "./oidc.ts";
import { getKnown } from "./providers.ts";
import { ProviderInput } from "./schema.ts";

/** Asks a provider about itself, so that an administrator learns of mistakes before anybody else does. */
export async function testProvider(ctx: Ctx, raw: unknown): Promise<{ findings: string[] }> {
  requirePlatform(ctx, "sso.write");
  const { providerId } = read(ProviderInput, raw);
  const provider = await getKnown(reader(ctx), providerId);
  switch (provider.kind) {
    case "github":
      return { findings: [`GitHub is asked at ${provider.config.url}.`] };
    case "saml":
      return { findings: provider.config.certificates.map((pem) => certificateFinding(pem, ctx.now)) };
    case "oidc":
      try {
        const server = await discover(provider, true);
        const methods = server.code_challenge_methods_supported ?? [];
        return {
          findings: [
            `It answers as ${server.issuer}.`,
            methods.includes("S256") ? "It supports PKCE." : "It does not say that it supports PKCE.",
            server.userinfo_endpoint ? "It tells more about people on request." : "It has no user info.",
          ],
        };
      } catch (error) {
        log().warn({ err: error, provider: provider.slug }, "a sign-in provider failed its test");
        const { issuer } = provider.config;
        throw new Refusal(
          "unavailable",
          `No OpenID configuration could be read for ${issuer}. Check the issuer.`,
        );
      }
  }
}

function certificateFinding(pem: string, now: Date): string {
  try {
    const { subject, validToDate } = new X509Certificate(pem);
    const until = validToDate.toISOString().slice(0, 10);
    const name = subject.replaceAll("\n", ", ");
    return validToDate < now
      ? `The certificate of ${name} ended on ${until}.`
      : `The certificate of ${name} is good until ${until}.`;
  } catch {
    throw new Refusal("invalid_input", "A certificate cannot be read. Paste it again.");
  }
}
