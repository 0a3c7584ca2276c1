import { Prisma } from "#prisma/generated/client.ts";
import type { Caller } from "#server/platform/context.ts";
import type { Tx } from "#server/platform/db.ts";
import { visibleApisSql, visibleVersionsSql } from "./policy.ts";
import type { Lifecycle } from "./schema.ts";
import { askedWords, distanceToStart } from "./search-words.ts";

/** A question in PostgreSQL's terms; every word must match, as a prefix or by its English stem. */
export interface Asked {
  tsquery: Prisma.Sql;
  /** As typed, in small letters, for exact names and paths. */
  phrase: string;
}

export interface ApiHit {
  id: string;
  name: string;
  category: string;
  tags: string[];
  kind: string;
  lifecycle: Lifecycle;
  updatedAt: Date;
  popularity: number;
  score: number;
  /** Whether its own name or text matches, not only an operation of it. */
  isDirect: boolean;
}

/** Broad words match nearly everything; beyond this many operations their order says nothing. */
const MAX_RANKED = 3_000;

const LATEST_RANK = Prisma.sql`array_position(ARRAY['published','deprecated','in_review','draft','retired'], v.lifecycle::text)`;

/** The words as they were typed; null when there are none. */
export function askAsTyped(q: string): Asked | null {
  const words = askedWords(q);
  if (words.length === 0) return null;
  return {
    phrase: q.trim().toLowerCase(),
    tsquery: allOf(words.map(({ whole, parts }) => wordQuery(whole, parts))),
  };
}

/** The words nearest to those typed among all that search knows; null when some word has none. */
export async function askNearest(tx: Tx, q: string): Promise<Asked | null> {
  const queries: Prisma.Sql[] = [];
  for (const { whole, parts } of askedWords(q)) {
    const near = await nearestWords(tx, whole);
    if (near.length === 0) return null;
    queries.push(
      anyOf([
        wordQuery(whole, parts),
        ...near.map((word) => Prisma.sql`to_tsquery('simple', ${lexeme(word)})`),
      ]),
    );
  }
  return queries.length > 0 ? { phrase: q.trim().toLowerCase(), tsquery: allOf(queries) } : null;
}

async function nearestWords(tx: Tx, typed: string): Promise<string[]> {
  if (typed.length < 3) return [];
  const limit = typed.length <= 4 ? 1 : typed.length <= 8 ? 2 : 3;
  const candidates = await tx.$queryRaw<{ word: string }[]>`
    (SELECT word FROM "SearchWord" WHERE word % ${typed} ORDER BY similarity(word, ${typed}) DESC LIMIT 200)
    UNION
    (SELECT word FROM "SearchWord" WHERE starts_with(word, ${typed.slice(0, 1)})
      AND length(word) BETWEEN ${typed.length - limit} AND ${typed.length + limit} LIMIT 2000)`;
  return candidates
    .map(({ word }) => ({ word, distance: distanceToStart(typed, word, limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || a.word.length - b.word.length || (a.word < b.word ? -1 : 1))
    .slice(0, 10)
    .map(({ word }) => word);
}

function wordQuery(whole: string, parts: string[]): Prisma.Sql {
  // A single letter as a prefix would match everything.
  const prefix = whole.length > 1 ? ":*" : "";
  const choices = [
    Prisma.sql`to_tsquery('simple', ${lexeme(whole) + prefix})`,
    Prisma.sql`plainto_tsquery('english', ${whole})`,
  ];
  if (parts.length > 1) choices.push(Prisma.sql`to_tsquery('simple', ${parts.map(lexeme).join(" & ")})`);
  return anyOf(choices);
}

/** Quoted, so that nothing in it is an operator; askedWords leaves only letters and digits anyway. */
function lexeme(word: string): string {
  return `'${word.replaceAll(/['\\]/g, "")}'`;
}

const allOf = (queries: Prisma.Sql[]) => Prisma.sql`(${Prisma.join(queries, " && ")})`;
const anyOf = (queries: Prisma.Sql[]) => Prisma.sql`(${Prisma.join(queries, " || ")})`;

/** Every API the caller may see that matches, itself or by an operation; all of them when nothing is asked. */
export function findApiHits(tx: Tx, caller: Caller, asked: Asked | null): Promise<ApiHit[]> {
  const visible = Prisma.sql`
    visible AS MATERIALIZED (
      SELECT a.id, a.name, a.category, a.tags, a.kind, a."updatedAt", latest.lifecycle::text AS lifecycle,
        coalesce(own.weight, 0) AS popularity, lower(a.name) AS lower_name, a.slug
      FROM "Api" a
      JOIN LATERAL (
        SELECT v.lifecycle FROM "Version" v WHERE v."apiId" = a.id AND ${visibleVersionsSql(caller)}
        ORDER BY ${LATEST_RANK}, v.position DESC LIMIT 1) latest ON TRUE
      LEFT JOIN "SearchEntry" own ON own."apiId" = a.id AND own.kind = 'api'
      WHERE ${visibleApisSql(caller)})`;
  if (!asked) {
    return tx.$queryRaw<ApiHit[]>`WITH ${visible}
      SELECT id, name, category, tags, kind, "updatedAt", lifecycle, popularity, 0::float8 AS score, TRUE AS "isDirect"
      FROM visible`;
  }
  return tx.$queryRaw<ApiHit[]>`
    WITH ${visible},
    matched AS MATERIALIZED (
      SELECT s.id, s."apiId", s.kind
      FROM "SearchEntry" s
      JOIN visible ON visible.id = s."apiId"
      JOIN "Api" a ON a.id = s."apiId"
      LEFT JOIN "Version" v ON v.id = s."versionId"
      WHERE s.tsv @@ ${asked.tsquery} AND (s."versionId" IS NULL OR ${visibleVersionsSql(caller)})),
    ranked AS (
      SELECT s."apiId", max(${scoreSql(asked)}) AS score
      FROM "SearchEntry" s
      WHERE s.id IN ((SELECT id FROM matched WHERE kind = 'api')
        UNION ALL (SELECT id FROM matched WHERE kind = 'operation' LIMIT ${MAX_RANKED}))
      GROUP BY s."apiId")
    SELECT visible.id, name, category, tags, kind, "updatedAt", lifecycle, popularity,
      (coalesce(ranked.score, 0) + ln(1 + popularity) / 50
        + CASE WHEN lower_name = ${asked.phrase} OR slug = ${asked.phrase} THEN 4
               WHEN starts_with(lower_name, ${asked.phrase}) THEN 2 ELSE 0 END)::float8 AS score,
      visible.id IN (SELECT "apiId" FROM matched WHERE kind = 'api') AS "isDirect"
    FROM visible LEFT JOIN ranked ON ranked."apiId" = visible.id
    WHERE visible.id IN (SELECT "apiId" FROM matched)`;
}

/** Weights of D, C, B, A: body, stems, words, title. An API is a better answer than one of its operations. */
function scoreSql(asked: Asked): Prisma.Sql {
  return Prisma.sql`(ts_rank('{0.05, 0.15, 0.4, 1.0}', s.tsv, ${asked.tsquery}, 1) * CASE s.kind WHEN 'api' THEN 3 ELSE 1 END
    + CASE WHEN s.path IS NOT NULL AND (lower(s.path) = ${asked.phrase} OR lower(s.method || ' ' || s.path) = ${asked.phrase}) THEN 2
           WHEN lower(s.title) = ${asked.phrase} THEN 1 ELSE 0 END)`;
}

export interface OperationRow {
  apiId: string;
  key: string;
  method: string;
  path: string;
  title: string;
  version: string;
  score: number;
  /** Matching operations of its API, shown or not. */
  total: number;
}

/** The best matching operations of some APIs, a path shown once: in the version to open first. */
export function findOperationHits(
  tx: Tx,
  caller: Caller,
  asked: Asked,
  scope: { apiIds?: string[]; perApi: number; limit: number; maxRanked?: number },
) {
  const inApis = scope.apiIds
    ? Prisma.sql`s."apiId" IN (${Prisma.join(scope.apiIds)})`
    : Prisma.sql`${visibleApisSql(caller)}`;
  return tx.$queryRaw<OperationRow[]>`
    WITH matched AS (
      SELECT s.*, v.name AS version, v.position, ${LATEST_RANK} AS reading_order
      FROM "SearchEntry" s JOIN "Version" v ON v.id = s."versionId" JOIN "Api" a ON a.id = s."apiId"
      WHERE s.kind = 'operation' AND s.tsv @@ ${asked.tsquery} AND ${visibleVersionsSql(caller)} AND ${inApis}
      LIMIT ${scope.maxRanked ?? MAX_RANKED}),
    best AS (
      SELECT DISTINCT ON (s."apiId", s.method, s.path) s."apiId", s."operationKey" AS key, s.method, s.path, s.title,
        s.version, ${scoreSql(asked)} AS score
      FROM matched s ORDER BY s."apiId", s.method, s.path, s.reading_order, s.position DESC),
    placed AS (
      SELECT *, row_number() OVER (PARTITION BY "apiId" ORDER BY score DESC, length(path), path, method) AS place,
      (count(*) OVER (PARTITION BY "apiId"))::int AS total FROM best)
    SELECT "apiId", key, method, path, title, version, score::float8 AS score, total FROM placed
    WHERE place <= ${scope.perApi} ORDER BY score DESC, length(path), path, method LIMIT ${scope.limit}`;
}
