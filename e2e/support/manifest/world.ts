import { createHash, randomBytes } from "node:crypto";
import pg from "pg";
import { newAccessToken } from "#server/identity/access-token-format.ts";
import { type Caller, PLATFORM_ROLE_OF } from "./audience.ts";

/** Real names and ids of the demonstration for what addresses and arguments have in brackets. */
export type Places = Record<string, string>;

interface Cast {
  userId: string;
  orgId: string | null;
}

const CONSUMER = "hallway";
const PUBLISHER = "northline";
const ROLES: Partial<Record<Caller, [slug: string, role: string]>> = {
  viewer: [CONSUMER, "viewer"],
  developer: [CONSUMER, "developer"],
  orgAdmin: [CONSUMER, "admin"],
  owner: [CONSUMER, "owner"],
  publisherViewer: [PUBLISHER, "viewer"],
  publisherDeveloper: [PUBLISHER, "developer"],
  publisherOwner: [PUBLISHER, "owner"],
  stranger: ["brightside", "owner"],
  otherPublisher: ["ledgerly", "owner"],
  expired: [CONSUMER, "owner"],
  revoked: [CONSUMER, "owner"],
  suspended: [CONSUMER, "owner"],
};

/**
 * The people who ask, as members of the demonstration's organisations, and one session that is each of theirs in turn:
 * the portal reads a session's row on each request, so a change of the row is a change of the person.
 */
export class World {
  readonly startedAt = new Date();
  private readonly cast = new Map<Caller, Cast>();
  private readonly found: Places = {};

  private readonly database: pg.Client;
  private readonly sessionId: string;

  constructor(database: pg.Client, sessionId: string) {
    this.database = database;
    this.sessionId = sessionId;
  }

  async add(caller: Caller): Promise<void> {
    if (caller === "visitor") return;
    const userId = newId("usr");
    const role = platformRoleOf(caller);
    await this.database.query(
      `INSERT INTO "User" (id, email, name, "emailVerifiedAt", "platformRole", "acceptedTerms")
       VALUES ($1, $2, $3, now(), $4::"PlatformRole", 1000)`,
      [userId, `${userId.toLowerCase()}@manifest.example`, `The ${caller}`, role],
    );
    const [slug, orgRole] = ROLES[caller] ?? [await this.ownOrganisation(userId), "owner"];
    const { rows } = await this.database.query<{ orgId: string; teamId: string | null }>(
      `SELECT o.id AS "orgId", (SELECT t.id FROM "Team" t WHERE t."orgId" = o.id ORDER BY t."createdAt" LIMIT 1) AS "teamId"
       FROM "Organisation" o WHERE o.slug = $1`,
      [slug],
    );
    const { orgId = "", teamId = null } = rows[0] ?? {};
    await this.database.query(
      `INSERT INTO "Membership" ("orgId", "userId", role) VALUES ($1, $2, $3::"OrgRole")`,
      [orgId, userId, orgRole],
    );
    if (teamId) {
      await this.database.query(
        `INSERT INTO "TeamMember" ("teamId", "orgId", "userId") VALUES ($1, $2, $3)`,
        [teamId, orgId, userId],
      );
    }
    this.cast.set(caller, { userId, orgId });
  }

  /** From here on the session is this caller's. */
  async become(caller: Caller): Promise<void> {
    const cast = this.cast.get(caller);
    this.found.ownOrg = cast?.orgId ?? "";
    if (!cast) return; // a visitor sends no cookie
    await this.database.query(
      `UPDATE "Session" SET "userId" = $2, "activeOrgId" = $3, "provedAt" = now(), "viewAsId" = NULL,
         "revokedAt" = CASE WHEN $4 = 'revoked' THEN now() END,
         "expiresAt" = CASE WHEN $4 = 'expired' THEN now() - interval '1 minute' ELSE now() + interval '1 day' END
       WHERE id = $1`,
      [this.sessionId, cast.userId, cast.orgId, caller],
    );
    const status = caller === "suspended" ? "suspended" : "active";
    await this.database.query(`UPDATE "User" SET status = $2::"UserStatus" WHERE id = $1`, [
      cast.userId,
      status,
    ]);
  }

  /** An access token of this caller, for their organisation, with these scopes. */
  async tokenOf(caller: Caller, scopes: string[], state?: "revoked" | "expired"): Promise<string> {
    const cast = this.cast.get(caller);
    const token = newAccessToken();
    await this.database.query(
      `INSERT INTO "AccessToken" (id, "orgId", "userId", name, "tokenHash", hint, scopes, "expiresAt", "revokedAt")
       VALUES ($1, $2, $3, 'Manifest', $4, 'portico_pat_', $5,
         CASE WHEN $6 = 'expired' THEN now() - interval '1 minute' ELSE now() + interval '1 day' END,
         CASE WHEN $6 = 'revoked' THEN now() END)`,
      [
        newId("tok"),
        cast?.orgId,
        cast?.userId,
        createHash("sha256").update(token).digest("hex"),
        scopes,
        state,
      ],
    );
    return token;
  }

  /** What the audit log says this caller did since the beginning. */
  async deedsOf(caller: Caller): Promise<string[]> {
    const cast = this.cast.get(caller);
    if (!cast) return [];
    const { rows } = await this.database.query<{ action: string; target: string }>(
      `SELECT action, target FROM "AuditEvent" WHERE "actorId" = $1`,
      [cast.userId],
    );
    return rows.map(({ action, target }) => `${caller}: ${action} ${target}`);
  }

  /** What the audit log says anybody did to these records since the beginning. */
  async deedsTo(targets: string[]): Promise<string[]> {
    const { rows } = await this.database.query<{ action: string; target: string; who: string }>(
      `SELECT action, target, "actorLabel" AS who FROM "AuditEvent"
       WHERE target = ANY($1) AND at > $2
         AND ("actorKind" = 'visitor' OR action = 'user.signed_in' OR "actorLabel" LIKE '%@manifest.example')`,
      [targets, this.startedAt],
    );
    return rows.map(({ action, target, who }) => `${who}: ${action} ${target}`);
  }

  /** `ownOrg` is, from time to time, the organisation of who the session is. */
  async places(): Promise<Places> {
    const { rows } = await this.database.query<Places>(
      `SELECT a.id AS app, a."orgId" AS org, a."teamId" AS team,
         (SELECT k.id FROM "Key" k WHERE k."appId" = a.id AND k."revokedAt" IS NULL LIMIT 1) AS key,
         (SELECT c.id FROM "OAuthClient" c JOIN "App" h ON h.id = c."appId" WHERE h."orgId" = a."orgId" LIMIT 1) AS client,
         (SELECT s.id FROM "Subscription" s WHERE s."appId" = a.id LIMIT 1) AS subscription,
         (SELECT p.id FROM "Plan" p JOIN "Organisation" n ON n.id = p."orgId" WHERE n.slug = '${PUBLISHER}' LIMIT 1) AS plan,
         (SELECT u.id FROM "User" u WHERE u.email = 'kit@hallway.example') AS member
       FROM "App" a WHERE a.name = 'Platform finder'`,
    );
    const [found] = rows;
    if (!found) throw new Error("The demonstration's app is not there.");
    return Object.assign(this.found, {
      ...(await this.addRecords(found.member ?? "")),
      session: this.sessionId,
      invitation: "inv_00000000000000000000",
      relayHost: "rly_00000000000000000000",
      secret: "sec_00000000000000000000",
      api: "stations",
      version: "v2",
      operation: "listStations",
      schema: "StationCode",
      tag: "Stations",
      sample: "curl",
      guide: "from-v1-to-v2",
      slug: "getting-started",
      path: "apis/stations.png",
      nextauth: "session",
      number: "1",
      part: "0",
      id: "scu_00000000000000000000",
      rest: "nothing",
      user: found.member ?? "",
      ...Object.fromEntries(Object.entries(found).filter(([, value]) => value)),
    });
  }

  /** What the demonstration has none of: a review with a line, a provider, and a passkey and a token of the member. */
  private async addRecords(member: string): Promise<Places> {
    const [review, row, passkey, token] = [newId("rev"), newId("row"), newId("pky"), newId("tok")];
    const provider = `house-${randomBytes(4).toString("hex")}`;
    const config = {
      issuer: "https://house.example",
      clientId: "portal",
      scopes: "openid",
      emailDomains: [],
    };
    await this.database.query(
      `INSERT INTO "AccessReview" (id, title, kinds, "reviewerIds", "startedBy", "startedAt", "dueAt")
       VALUES ($1, 'Manifest', '{member}', '{}', $2, now(), now() + interval '1 day')`,
      [review, member],
    );
    await this.database.query(
      `INSERT INTO "AccessReviewRow" (id, "reviewId", kind, ref, "userId", "personName", "orgName", what, since, "byName")
       VALUES ($1, $2, 'member', 'none/none', $3, 'Nobody', 'Nowhere', 'viewer', now(), 'Nobody')`,
      [row, review, member],
    );
    await this.database.query(
      `INSERT INTO "IdentityProvider" (id, kind, slug, name, config, status, "createdBy")
       VALUES ($1, 'oidc', $1, 'The House', $2, 'disabled', $3)`,
      [provider, JSON.stringify(config), member],
    );
    await this.database.query(
      `INSERT INTO "Passkey" (id, "userId", "credentialId", "publicKey", counter, transports, name, "isSynced")
       VALUES ($1, $2, $1, '\\x00', 0, '{}', 'Of the manifest', false)`,
      [passkey, member],
    );
    await this.database.query(
      `INSERT INTO "AccessToken" (id, "orgId", "userId", name, "tokenHash", hint, scopes)
       SELECT $1, m."orgId", m."userId", 'Manifest', $1, 'portico_pat_', '{}' FROM "Membership" m
       WHERE m."userId" = $2 LIMIT 1`,
      [token, member],
    );
    return { review, row, passkey, token, provider };
  }

  private async ownOrganisation(userId: string): Promise<string> {
    const slug = `own-${userId.toLowerCase()}`;
    await this.database.query(
      `INSERT INTO "Organisation" (id, slug, name, "isPersonal") VALUES ($1, $2, $2, true)`,
      [newId("org"), slug],
    );
    return slug;
  }
}

function platformRoleOf(caller: Caller): string {
  const roles: Partial<Record<Caller, string>> = PLATFORM_ROLE_OF;
  return roles[caller] ?? "none";
}

function newId(prefix: string): string {
  return `${prefix}_${randomBytes(10).toString("hex")}`;
}

/** The session's id of a person who has just signed in. */
export async function newestSessionOf(database: pg.Client, email: string): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT s.id FROM "Session" s JOIN "User" u ON u.id = s."userId" WHERE u.email = $1 ORDER BY s."createdAt" DESC LIMIT 1`,
    [email],
  );
  if (!rows[0]) throw new Error(`${email} has no session.`);
  return rows[0].id;
}

export async function openDatabase(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  return client;
}

/** Puts real names where brackets are. */
export function fill(text: string, places: Places, encode: (value: string) => string): string {
  return text.replaceAll(/\[(\.\.\.)?(\w+)\]/g, (_all, rest: string | undefined, name: string) => {
    const value = places[name];
    if (value === undefined) throw new Error(`Nothing stands for ${name} in ${text}.`);
    return rest ? value.split("/").map(encode).join("/") : encode(value);
  });
}
