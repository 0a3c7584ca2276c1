import { announce } from "#server/platform/announce.ts";
import { actorIdOf, type Ctx, requireProofOfPerson, requireTeam } from "#server/platform/context.ts";
import { newId } from "#server/platform/ids.ts";
import { mutate } from "#server/platform/mutate.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requireClientKeeper } from "./policy.ts";
import { CreateClientInput, type IssuedSecret } from "./schema.ts";
import { newSecret, secretRow, toClientSummary, WITH_SECRETS } from "./store.ts";

const MAX_CLIENTS_PER_APP = 50;

/** Creates an OAuth client of an app with its first secret, which is in clear only in this answer. */
export async function createClient(ctx: Ctx, raw: unknown): Promise<IssuedSecret> {
  const caller = requireClientKeeper(ctx);
  requireProofOfPerson(ctx);
  const input = read(CreateClientInput, raw);
  return mutate(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM "App" WHERE id = ${input.appId} AND "orgId" = ${caller.orgId} FOR UPDATE`;
    const app = await tx.app.findFirst({
      where: { id: input.appId, orgId: caller.orgId, deletedAt: null },
      select: { id: true, status: true, teamId: true },
    });
    if (!app) throw new Refusal("not_found", "This app does not exist.");
    requireTeam(caller, "keep_credentials", app.teamId);
    if (app.status !== "active")
      throw new Refusal("conflict", "This app is suspended, so it gets no new credentials.");
    const count = await tx.oAuthClient.count({ where: { appId: app.id, revokedAt: null } });
    if (count >= MAX_CLIENTS_PER_APP) {
      throw new Refusal(
        "limit_reached",
        `An app has at most ${MAX_CLIENTS_PER_APP} clients. Revoke one that is not needed.`,
      );
    }
    const id = newId("client", ctx.now);
    const secret = newSecret(input.environment);
    const { clientId, ...first } = secretRow(ctx, id, secret, null);
    const client = await tx.oAuthClient.create({
      data: {
        id: clientId,
        orgId: caller.orgId,
        appId: app.id,
        name: input.name,
        environment: input.environment,
        scopes: [...new Set(input.scopes)],
        createdAt: ctx.now,
        createdBy: actorIdOf(caller),
        secrets: { create: first },
      },
      include: WITH_SECRETS,
    });
    await announce(tx, `client:${id}`);
    return {
      value: { client: toClientSummary(client, ctx.now), secretId: first.id, secret },
      audit: {
        action: "client.created",
        target: id,
        targetName: input.name,
        detail: { appId: app.id, environment: input.environment, scopes: client.scopes },
      },
    };
  });
}
