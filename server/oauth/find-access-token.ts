import { clock } from "#server/platform/clock.ts";
import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { findUsableClient } from "./find-usable-client.ts";
import type { AccessTokenFacts } from "./schema.ts";

/** What every access token of ours starts with; anything else needs no look-up. */
export const ACCESS_TOKEN_PREFIX = "portico_at_";

/** What a live access token stands for; null when it is unknown, expired, or its client, app or organisation is dead. */
export async function findAccessToken(
  token: string,
  ctx: Pick<Ctx, "now" | "tx"> = { now: clock.now() },
): Promise<AccessTokenFacts | null> {
  if (!token.startsWith(ACCESS_TOKEN_PREFIX) || token.length > 200) return null;
  const record = await reader(ctx).oidcRecord.findUnique({
    where: { model_idHash: { model: "ClientCredentials", idHash: sha256Hex(token) } },
    select: { clientId: true, expiresAt: true, payload: true },
  });
  if (!record?.clientId || !record.expiresAt || record.expiresAt <= ctx.now) return null;
  const client = await findUsableClient(ctx, record.clientId);
  if (!client) return null;
  const { payload } = record;
  const scope = typeof payload === "object" && payload && "scope" in payload ? payload.scope : undefined;
  return {
    clientId: client.id,
    appId: client.appId,
    orgId: client.orgId,
    environment: client.environment,
    scopes: typeof scope === "string" ? scope.split(" ").filter(Boolean) : [],
    expiresAt: record.expiresAt,
  };
}
