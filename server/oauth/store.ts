import type { Environment, OAuthClient, OAuthSecret } from "#prisma/generated/client.ts";
import { type Ctx, type PersonCaller, requireTeam } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { newId, randomBase62 } from "#server/platform/ids.ts";
import { pepperedHash } from "#server/platform/keyring.ts";
import { Refusal } from "#server/platform/refusal.ts";
import type { ClientSummary, SecretSummary } from "./schema.ts";

type ClientRow = OAuthClient & { secrets: OAuthSecret[] };

export const WITH_SECRETS = { secrets: { orderBy: { createdAt: "desc" } } } as const;

/** 43 base62 characters are 256 bits; the prefix is what leak scanners look for. */
export function newSecret(environment: Environment): string {
  return `portico_cs_${environment === "live" ? "live" : "test"}_${randomBase62(43)}`;
}

export function secretRow(ctx: Ctx, clientId: string, secret: string, expiresAt: Date | null) {
  return {
    id: newId("sec", ctx.now),
    clientId,
    secretHash: pepperedHash("oauth-pepper", secret),
    hint: secret.slice(-4),
    createdAt: ctx.now,
    expiresAt,
  };
}

/** A client that the caller may change, its row held so that two changes to its secrets cannot overtake one another. */
export async function lockClient(tx: Tx, caller: PersonCaller, clientId: string): Promise<ClientRow> {
  await tx.$queryRaw`SELECT id FROM "OAuthClient" WHERE id = ${clientId} AND "orgId" = ${caller.orgId} FOR UPDATE`;
  const client = await tx.oAuthClient.findFirst({
    where: { id: clientId, orgId: caller.orgId },
    include: WITH_SECRETS,
  });
  if (!client) throw new Refusal("not_found", "This OAuth client does not exist.");
  const app = await tx.app.findUnique({ where: { id: client.appId }, select: { teamId: true } });
  requireTeam(caller, "keep_credentials", app?.teamId ?? "");
  return client;
}

export function isLive(secret: Pick<OAuthSecret, "revokedAt" | "expiresAt">, now: Date): boolean {
  return secret.revokedAt === null && (secret.expiresAt === null || secret.expiresAt > now);
}

export function toClientSummary(client: ClientRow, now: Date): ClientSummary {
  return {
    id: client.id,
    appId: client.appId,
    name: client.name,
    environment: client.environment,
    scopes: client.scopes,
    state: client.revokedAt ? "revoked" : "active",
    createdAt: client.createdAt,
    revokedAt: client.revokedAt,
    lastUsedAt: client.lastUsedAt,
    secrets: client.secrets.map((secret) => toSecretSummary(secret, now)),
  };
}

function toSecretSummary(secret: OAuthSecret, now: Date): SecretSummary {
  return {
    id: secret.id,
    hint: secret.hint,
    state: secret.revokedAt ? "revoked" : isLive(secret, now) ? "live" : "expired",
    createdAt: secret.createdAt,
    expiresAt: secret.expiresAt,
    revokedAt: secret.revokedAt,
  };
}
