import { Prisma } from "#prisma/generated/client.ts";
import { type Ctx, requirePlatform } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { nameHands } from "./name-hands.ts";
import {
  type AccessFilters,
  type AccessKind,
  type AccessPage,
  type AccessRow,
  ListAccessInput,
} from "./schema.ts";

const PAGE_SIZE = 50;

/** Who can reach what, since when, by whose hand, and when it was last used; by person, organisation or API. */
export async function listAccess(ctx: Ctx, raw: unknown = {}): Promise<AccessPage> {
  requirePlatform(ctx, "access.read");
  return findAccess(reader(ctx), read(ListAccessInput, raw), PAGE_SIZE, ctx.now);
}

/** All of it that fits, page by page. Who may is checked before the first. */
export async function* walkAccess(ctx: Ctx, raw: unknown): AsyncGenerator<AccessRow[]> {
  requirePlatform(ctx, "access.read");
  const filters = read(ListAccessInput, raw);
  let cursor: string | undefined;
  do {
    const page: AccessPage = await findAccess(reader(ctx), { ...filters, cursor }, 500, ctx.now);
    yield page.rows;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

interface FoundAccess {
  key: string;
  kind: AccessKind;
  ref: string;
  userId: string | null;
  userName: string | null;
  email: string | null;
  isSuspended: boolean | null;
  orgId: string | null;
  orgName: string | null;
  what: string;
  detail: string;
  since: Date;
  byName: string | null;
  lastUsedAt: Date | null;
}

async function findAccess(tx: Tx, filters: AccessFilters, size: number, now: Date): Promise<AccessPage> {
  const found = await tx.$queryRaw<FoundAccess[]>`
    WITH access AS (${accessSql(now)})
    SELECT a.kind || '/' || a.ref AS key, a.kind, a.ref, a."userId", u.name AS "userName", u.email,
      u.status = 'suspended' AS "isSuspended", a."orgId", o.name AS "orgName", a.what, a.detail, a.since,
      b.name AS "byName", a."lastUsedAt"
    FROM access a
    LEFT JOIN "User" u ON u.id = a."userId"
    LEFT JOIN "User" b ON b.id = a."byId"
    LEFT JOIN "Organisation" o ON o.id = a."orgId"
    WHERE ${Prisma.join(conditionsOf(filters), " AND ")}
    ORDER BY (a.kind || '/' || a.ref) COLLATE "C"
    LIMIT ${size + 1}`;
  const shown = found.slice(0, size);
  const hands = await nameHands(tx, shown);
  return {
    rows: shown.map((row) => toRow(row, hands.get(row.key))),
    nextCursor: found.length > size ? (shown.at(-1)?.key ?? null) : null,
  };
}

function conditionsOf({ q, api, kind, org, cursor }: AccessFilters): Prisma.Sql[] {
  const part = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return [
    Prisma.sql`TRUE`,
    ...(kind ? [Prisma.sql`a.kind = ${kind}`] : []),
    ...(org ? [Prisma.sql`a."orgId" = ${org}`] : []),
    ...(q
      ? [
          Prisma.sql`concat_ws(' ', u.name, u.email, b.name, b.email, o.name, a.what, a.detail) ILIKE ${part(q)}`,
        ]
      : []),
    ...(api ? [reachesSql(part(api), api)] : []),
    ...(cursor ? [Prisma.sql`(a.kind || '/' || a.ref) COLLATE "C" > ${cursor}`] : []),
  ];
}

/**
 * Credentials and subscriptions of apps that may call the API, organisations that it was opened to, and the members of
 * the organisation that owns it, by their role there or one granted beside it.
 */
function reachesSql(part: string, slug: string): Prisma.Sql {
  const apis = Prisma.sql`SELECT x.id FROM "Api" x WHERE x.slug = ${slug} OR x.name ILIKE ${part}`;
  const subscriptions = Prisma.sql`FROM "Subscription" s JOIN "PlanApi" p ON p."planId" = s."planId"
    WHERE s.state = 'active' AND p."apiId" IN (${apis})`;
  return Prisma.sql`(
    (a.kind = 'subscription' AND a.ref IN (SELECT s.id ${subscriptions}))
    OR (a.kind IN ('key', 'client') AND a."appId" IN (SELECT s."appId" ${subscriptions}))
    OR (a.kind = 'api_access' AND a.ref IN (SELECT r.id FROM "AccessRequest" r WHERE r."apiId" IN (${apis})))
    OR (a.kind = 'publishing_role' AND a.ref IN (SELECT g.id FROM "PublishingGrant" g WHERE g."apiId" IN (${apis})
      OR (g."apiId" IS NULL AND g."orgId" IN (SELECT x."orgId" FROM "Api" x WHERE x.id IN (${apis})))))
    OR (a.kind = 'member' AND a."orgId" IN (SELECT x."orgId" FROM "Api" x WHERE x.id IN (${apis}))))`;
}

function accessSql(now: Date): Prisma.Sql {
  const alive = Prisma.sql`("expiresAt" IS NULL OR "expiresAt" > ${now.toISOString()}::timestamp)`;
  return Prisma.sql`
    SELECT 'platform_role' AS kind, id AS ref, id AS "userId", NULL AS "orgId", NULL AS "appId",
      "platformRole"::text AS what, '' AS detail, "createdAt" AS since, NULL AS "byId", "lastSeenAt" AS "lastUsedAt"
    FROM "User" WHERE "platformRole" <> 'none'
    UNION ALL
    SELECT 'member', m."orgId" || '/' || m."userId", m."userId", m."orgId", NULL, m.role::text,
      coalesce((SELECT string_agg(t.name, ', ' ORDER BY t.name) FROM "TeamMember" tm JOIN "Team" t ON t.id = tm."teamId"
        WHERE tm."orgId" = m."orgId" AND tm."userId" = m."userId"), ''),
      m."createdAt", NULL, u."lastSeenAt"
    FROM "Membership" m JOIN "User" u ON u.id = m."userId"
    JOIN "Organisation" h ON h.id = m."orgId" AND NOT h."isPersonal"
    UNION ALL
    SELECT 'token', id, "userId", "orgId", NULL, name, array_to_string(scopes, ', '), "createdAt",
      coalesce("userId", "createdBy"), "lastUsedAt"
    FROM "AccessToken" WHERE "revokedAt" IS NULL AND ${alive}
    UNION ALL
    SELECT 'directory_token', id, NULL, "orgId", NULL, name, 'provisions members', "createdAt", "createdBy", "lastUsedAt"
    FROM "ScimToken" WHERE "revokedAt" IS NULL AND ${alive}
    UNION ALL
    SELECT 'key', k.id, NULL, k."orgId", k."appId", k.name, a.name || ', ' || k.environment::text, k."createdAt",
      k."createdBy", k."lastUsedAt"
    FROM "Key" k JOIN "App" a ON a.id = k."appId" AND a."deletedAt" IS NULL
    WHERE k."revokedAt" IS NULL AND ${alive}
    UNION ALL
    SELECT 'client', c.id, NULL, c."orgId", c."appId", c.name, a.name || ', ' || c.environment::text, c."createdAt",
      c."createdBy", c."lastUsedAt"
    FROM "OAuthClient" c JOIN "App" a ON a.id = c."appId" AND a."deletedAt" IS NULL
    WHERE c."revokedAt" IS NULL
    UNION ALL
    SELECT 'subscription', s.id, NULL, s."orgId", s."appId", p.name, a.name, coalesce(s."decidedAt", s."createdAt"),
      coalesce(s."decidedBy", s."termsAcceptedBy"), NULL
    FROM "Subscription" s JOIN "App" a ON a.id = s."appId" AND a."deletedAt" IS NULL JOIN "Plan" p ON p.id = s."planId"
    WHERE s.state = 'active'
    UNION ALL
    SELECT 'publishing_role', g.id, g."userId", g."orgId", NULL, g.role::text, coalesce(x.name, 'every API'),
      g."createdAt", g."createdBy", NULL
    FROM "PublishingGrant" g LEFT JOIN "Api" x ON x.id = g."apiId"
    UNION ALL
    SELECT 'api_access', r.id, NULL, r."orgId", NULL, x.name, p.name, coalesce(r."decidedAt", r."createdAt"), r."decidedBy",
      NULL
    FROM "AccessRequest" r JOIN "Api" x ON x.id = r."apiId" JOIN "Organisation" p ON p.id = x."orgId"
    WHERE r.state = 'granted' AND ${alive}`;
}

function toRow(row: FoundAccess, hand: { byName: string; since: Date } | undefined): AccessRow {
  const { kind, ref, userId, userName, email, orgId, orgName, what, detail, lastUsedAt } = row;
  return {
    kind,
    ref,
    person:
      userId && userName && email
        ? { id: userId, name: userName, email, isSuspended: row.isSuspended ?? false }
        : null,
    org: orgId && orgName ? { id: orgId, name: orgName } : null,
    what,
    detail,
    since: hand?.since ?? row.since,
    byName: hand?.byName ?? row.byName ?? "Not recorded",
    lastUsedAt,
  };
}
