import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import { type Asker, knownApisSql, knownVersionsSql, readableVersionsSql } from "./policy.ts";
import type { SuggestionKind } from "./schema.ts";
import { READING_ORDER, scoreSql } from "./search-hits.ts";
import { type Asked, beginningWith } from "./search-question.ts";

export interface EntryHit {
  kind: SuggestionKind;
  apiId: string;
  apiSlug: string;
  apiName: string;
  apiSummary: string;
  key: string | null;
  method: string | null;
  path: string | null;
  title: string;
  version: string | null;
  score: number;
}

export interface EntryScope {
  /** Narrows to one API, or to one version of it. */
  api?: string | undefined;
  version?: string | undefined;
  kinds: readonly SuggestionKind[];
  /** Most answers of one kind. */
  perKind: number;
}

/** Looked at before the best are ranked; the words of a broad question match more than anybody reads. */
const MAX_LOOKED_AT = 4_000;
const MAX_RANKED = 400;
const MAX_BEGINNINGS = 120;
const RETIRED = 5;

/**
 * The best entries of each kind, each in the version to open first. However broad the words, a bounded number is
 * ranked: titles and paths that begin with the question come from ordered indexes, so they are never missed; of the
 * rest the shortest titles among those looked at.
 */
export function findEntryHits(tx: Tx, asker: Asker, asked: Asked, scope: EntryScope): Promise<EntryHit[]> {
  return rankEntries(tx, asker, asked, scope, candidatesByName(asked, scope));
}

/** Entries whose longer text says it, for questions that names do not answer. */
export function findEntryHitsByText(tx: Tx, asker: Asker, asked: Asked, scope: EntryScope) {
  const candidates = Prisma.sql`
    SELECT s.id FROM "SearchText" t JOIN "SearchEntry" s ON s.id = t."entryId"
    WHERE t.tsv @@ ${asked.tsquery} AND ${isReadable(scope)} LIMIT ${MAX_RANKED}`;
  return rankEntries(tx, asker, asked, scope, candidates);
}

function candidatesByName(asked: Asked, { kinds, version }: EntryScope): Prisma.Sql {
  const branches: Prisma.Sql[] = [];
  const isOneOf = (...some: SuggestionKind[]) => some.some((kind) => kinds.includes(kind));
  const scope = { kinds, version };
  branches.push(Prisma.sql`(SELECT s.id FROM "SearchEntry" s
    WHERE lower(s.title) LIKE ${beginningWith(asked.phrase)} AND ${isNameKnown(scope)}
    ORDER BY lower(s.title) USING ~<~ LIMIT ${MAX_BEGINNINGS})`);
  if (asked.isPath) {
    branches.push(Prisma.sql`(SELECT s.id FROM "SearchEntry" s
      WHERE lower(s.path) LIKE ${beginningWith(asked.path)} AND ${isNameKnown(scope)}
      ORDER BY lower(s.path) USING ~<~ LIMIT ${MAX_BEGINNINGS})`);
  }
  if (isOneOf("api", "guide")) branches.push(byWords(asked, scope, Prisma.sql`s.kind IN ('api', 'guide')`));
  if (isOneOf("schema")) branches.push(byWords(asked, scope, Prisma.sql`s.kind = 'schema'`));
  if (isOneOf("operation")) branches.push(byWords(asked, scope, Prisma.sql`s.kind = 'operation'`));
  return Prisma.join(branches, " UNION ");
}

function byWords(asked: Asked, scope: Pick<EntryScope, "kinds" | "version">, isKind: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT id FROM (
      SELECT s.id, s.title FROM "SearchEntry" s
      WHERE ${isKind} AND s.names @@ ${asked.tsquery} AND ${isNameKnown(scope)} LIMIT ${MAX_LOOKED_AT}) looked_at
    ORDER BY length(title) LIMIT ${MAX_RANKED})`;
}

/** The name of an API may be known to more people than what is in it. */
function isNameKnown(scope: Pick<EntryScope, "kinds" | "version">): Prisma.Sql {
  if (scope.version || !scope.kinds.includes("api")) return isReadable(scope);
  return Prisma.sql`(${isReadable(scope)} OR (s.kind = 'api' AND s."apiId" IN (SELECT "apiId" FROM known)))`;
}

/** What belongs to no version is as readable as its API. */
function isReadable({ kinds, version }: Pick<EntryScope, "kinds" | "version">): Prisma.Sql {
  const isKind = Prisma.sql`s.kind IN (${Prisma.join([...kinds])})`;
  const inVersion = Prisma.sql`s."versionId" IN (SELECT id FROM readable)`;
  if (version)
    return Prisma.sql`${isKind} AND (${inVersion} OR (s.kind = 'guide' AND s."apiId" IN (SELECT "apiId" FROM readable)))`;
  return Prisma.sql`${isKind} AND (${inVersion} OR (s."versionId" IS NULL AND s."apiId" IN (SELECT "apiId" FROM readable)))`;
}

function rankEntries(
  tx: Tx,
  asker: Asker,
  asked: Asked,
  { api, version, perKind }: EntryScope,
  candidates: Prisma.Sql,
): Promise<EntryHit[]> {
  const inApi = api ? Prisma.sql`(a.slug = ${api} OR a.id = ${api})` : Prisma.sql`TRUE`;
  const inVersion = version ? Prisma.sql`v.name = ${version}` : Prisma.sql`TRUE`;
  return tx.$queryRaw<EntryHit[]>`
    WITH readable AS MATERIALIZED (
      SELECT v.id, v."apiId", v.name, v.position, ${READING_ORDER} AS reading_order
      FROM "Version" v JOIN "Api" a ON a.id = v."apiId"
      WHERE ${readableVersionsSql(asker)} AND ${inApi} AND ${inVersion}),
    known AS MATERIALIZED (
      SELECT v."apiId", ${READING_ORDER} AS reading_order FROM "Version" v JOIN "Api" a ON a.id = v."apiId"
      WHERE ${knownVersionsSql(asker)} AND ${knownApisSql(asker)} AND ${inApi}),
    best AS (
      SELECT DISTINCT ON (s."apiId", s.kind, s.method, coalesce(s.path, s.key, ''))
        s.kind, s."apiId", s.key, s.method, s.path, s.title, readable.name AS version,
        ${scoreSql(asked)} + ln(1 + s.weight) / 50 AS score
      FROM "SearchEntry" s LEFT JOIN readable ON readable.id = s."versionId"
      WHERE s.id IN (${candidates})
      ORDER BY s."apiId", s.kind, s.method, coalesce(s.path, s.key, ''), readable.reading_order, readable.position DESC),
    placed AS (
      SELECT *, row_number() OVER (PARTITION BY kind ORDER BY score DESC, length(title), title, "apiId", key) AS place
      FROM best
      WHERE kind <> 'api' OR "apiId" IN (SELECT "apiId" FROM known WHERE reading_order < ${RETIRED}))
    SELECT p.kind, p."apiId", a.slug AS "apiSlug", a.name AS "apiName", a.summary AS "apiSummary", p.key, p.method,
      p.path, p.title, p.version, p.score::float8 AS score
    FROM placed p JOIN "Api" a ON a.id = p."apiId"
    WHERE p.place <= ${perKind} ORDER BY p.score DESC, length(p.title), p.title, p.key`;
}

export interface OperationRow {
  apiId: string;
  key: string;
  method: string;
  path: string;
  title: string;
  version: string;
  /** Matching operations of its API, shown or not. */
  total: number;
}

/** Of each of these APIs the best matching operations, a path shown once: in the version to open first. */
export function findOperationsOf(
  tx: Tx,
  asker: Asker,
  asked: Asked,
  scope: { apiIds: string[]; perApi: number; maxCounted: number },
): Promise<OperationRow[]> {
  return tx.$queryRaw<OperationRow[]>`
    WITH readable AS MATERIALIZED (
      SELECT v.id, v.name, v.position, ${READING_ORDER} AS reading_order
      FROM "Version" v JOIN "Api" a ON a.id = v."apiId"
      WHERE ${readableVersionsSql(asker)} AND a.id IN (${Prisma.join(scope.apiIds)})),
    matched AS (
      (SELECT s.id FROM "SearchEntry" s WHERE s.kind = 'operation' AND s.names @@ ${asked.tsquery}
        AND s."versionId" IN (SELECT id FROM readable) LIMIT ${scope.maxCounted})
      UNION
      (SELECT s.id FROM "SearchText" t JOIN "SearchEntry" s ON s.id = t."entryId"
        WHERE s.kind = 'operation' AND t.tsv @@ ${asked.tsquery} AND s."versionId" IN (SELECT id FROM readable)
        LIMIT ${scope.maxCounted})),
    best AS (
      SELECT DISTINCT ON (s."apiId", s.method, s.path) s."apiId", s.key, s.method, s.path, s.title,
        readable.name AS version, ${scoreSql(asked)} AS score
      FROM matched JOIN "SearchEntry" s ON s.id = matched.id JOIN readable ON readable.id = s."versionId"
      ORDER BY s."apiId", s.method, s.path, readable.reading_order, readable.position DESC),
    placed AS (
      SELECT *, row_number() OVER (PARTITION BY "apiId" ORDER BY score DESC, length(path), path, method) AS place,
      (count(*) OVER (PARTITION BY "apiId"))::int AS total FROM best)
    SELECT "apiId", key, method, path, title, version, total FROM placed
    WHERE place <= ${scope.perApi} ORDER BY score DESC, length(path), path, method`;
}
