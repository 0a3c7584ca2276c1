import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import {
  type Asker,
  knownApisSql,
  knownVersionsSql,
  readableApisSql,
  readableVersionsSql,
} from "./policy.ts";
import type { Lifecycle } from "./schema.ts";
import type { Asked } from "./search-question.ts";

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
}

/** Broad words match nearly everything; beyond this many entries their order says nothing. */
const MAX_RANKED = 3_000;
/** Of entries that match by longer text only; there may be very many, and they are the weaker answers. */
const MAX_BY_TEXT = 5_000;

export const READING_ORDER = Prisma.sql`array_position(ARRAY['published','deprecated','in_review','draft','retired'], v.lifecycle::text)`;

/**
 * Every API the caller may know of that matches, itself or by what is in it; all of them when nothing is asked. One that
 * is only listed to them matches by its entry alone: not by its description, nor by anything in it.
 */
export function findApiHits(tx: Tx, asker: Asker, asked: Asked | null): Promise<ApiHit[]> {
  const visible = Prisma.sql`
    visible AS MATERIALIZED (
      SELECT a.id, a.name, a.category, a.tags, a.kind, a."updatedAt", latest.lifecycle::text AS lifecycle,
        coalesce(own.weight, 0) AS popularity, lower(a.name) AS lower_name, a.slug,
        ${readableApisSql(asker)} AS is_readable
      FROM "Api" a
      JOIN LATERAL (
        SELECT v.lifecycle FROM "Version" v WHERE v."apiId" = a.id AND ${knownVersionsSql(asker)}
        ORDER BY ${READING_ORDER}, v.position DESC LIMIT 1) latest ON TRUE
      LEFT JOIN "SearchEntry" own ON own."apiId" = a.id AND own.kind = 'api'
      WHERE ${knownApisSql(asker)})`;
  if (!asked) {
    return tx.$queryRaw<ApiHit[]>`WITH ${visible}
      SELECT id, name, category, tags, kind, "updatedAt", lifecycle, popularity, 0::float8 AS score FROM visible`;
  }
  return tx.$queryRaw<ApiHit[]>`
    WITH ${visible},
    readable AS MATERIALIZED (
      SELECT v.id FROM "Version" v JOIN "Api" a ON a.id = v."apiId" WHERE ${readableVersionsSql(asker)}),
    open AS MATERIALIZED (SELECT id FROM visible WHERE is_readable),
    matched AS MATERIALIZED (
      SELECT id, "apiId", kind FROM "SearchEntry" s
      WHERE s.names @@ ${asked.tsquery} AND (s."versionId" IN (SELECT id FROM readable)
        OR (s."versionId" IS NULL AND (s.kind = 'api' OR s."apiId" IN (SELECT id FROM open))))
      UNION
      (SELECT s.id, s."apiId", s.kind FROM "SearchText" t JOIN "SearchEntry" s ON s.id = t."entryId"
      WHERE t.tsv @@ ${asked.tsquery} AND (s."versionId" IN (SELECT id FROM readable)
        OR (s."versionId" IS NULL AND s."apiId" IN (SELECT id FROM open)))
      LIMIT ${MAX_BY_TEXT})),
    ranked AS (
      SELECT s."apiId", max(${scoreSql(asked)} + CASE WHEN s.kind = 'api' AND s."apiId" IN (SELECT id FROM open)
        THEN ${textRankSql(asked)} ELSE 0 END) AS score
      FROM "SearchEntry" s
      WHERE s.id IN ((SELECT id FROM matched WHERE kind = 'api')
        UNION ALL (SELECT id FROM matched WHERE kind <> 'api' LIMIT ${MAX_RANKED}))
      GROUP BY s."apiId")
    SELECT visible.id, name, category, tags, kind, "updatedAt", lifecycle, popularity,
      (coalesce(ranked.score, 0) + ln(1 + popularity) / 50
        + CASE WHEN lower_name = ${asked.phrase} OR slug = ${asked.phrase} THEN 4
               WHEN starts_with(lower_name, ${asked.phrase}) THEN 2 ELSE 0 END)::float8 AS score
    FROM visible LEFT JOIN ranked ON ranked."apiId" = visible.id
    WHERE visible.id IN (SELECT "apiId" FROM matched)`;
}

/** An API whose own name or text matches is a better answer than one that only contains something that does. */
function textRankSql(asked: Asked): Prisma.Sql {
  return Prisma.sql`coalesce((SELECT ts_rank('{0.05, 0.15, 0.4, 1.0}', t.tsv, ${asked.tsquery}, 1)
    FROM "SearchText" t WHERE t."entryId" = s.id), 0)`;
}

/** Weights of D, C, B, A: nothing, stems, words, title. Only names are ranked: long texts would cost far more time. */
export function scoreSql(asked: Asked): Prisma.Sql {
  return Prisma.sql`(ts_rank('{0, 0.15, 0.4, 1.0}', s.names, ${asked.tsquery}, 1) * CASE s.kind WHEN 'api' THEN 3 ELSE 1 END
    + CASE WHEN lower(s.title) = ${asked.phrase} THEN 1 WHEN starts_with(lower(s.title), ${asked.phrase}) THEN 0.3 ELSE 0 END
    + CASE WHEN s.path IS NULL THEN 0 WHEN lower(s.path) = ${asked.path} OR lower(s.method || ' ' || s.path) = ${asked.phrase} THEN 2
           WHEN ${asked.isPath}::boolean AND starts_with(lower(s.path), ${asked.path}) THEN 0.5 ELSE 0 END)`;
}
