import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import { askedWords, distanceToStart } from "./search-words.ts";

/** A question in PostgreSQL's terms; every word must match, as a prefix or by its English stem. */
export interface Asked {
  tsquery: Prisma.Sql;
  /** As typed, in small letters, for exact names. */
  phrase: string;
  /** The phrase without a leading method. */
  path: string;
  isPath: boolean;
}

/** The words as they were typed; null when there are none. */
export function askAsTyped(q: string): Asked | null {
  const words = askedWords(q);
  if (words.length === 0) return null;
  return asked(
    q,
    words.map(({ whole, parts }) => wordQuery(whole, parts)),
  );
}

/** The words nearest to those typed among all that search knows; null when some word has none. */
export async function askNearest(tx: Tx, q: string): Promise<Asked | null> {
  const words = askedWords(q);
  const known = await knownBeginnings(
    tx,
    words.map(({ whole }) => whole),
  );
  const isEachKnown = words.every(({ whole }) => known.has(whole));
  const queries: Prisma.Sql[] = [];
  for (const { whole, parts } of words) {
    // Most questions hold one slip; the words that exist are meant as they are.
    const near = known.has(whole) && !isEachKnown ? [whole] : await nearestWords(tx, whole);
    if (near.length === 0) return null;
    queries.push(
      anyOf([
        wordQuery(whole, parts),
        ...near.map((word) => Prisma.sql`to_tsquery('simple', ${lexeme(word)})`),
      ]),
    );
  }
  return queries.length > 0 ? asked(q, queries) : null;
}

/** For LIKE: texts that begin with this one. */
export function beginningWith(text: string): string {
  return `${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
}

function asked(q: string, queries: Prisma.Sql[]): Asked {
  const phrase = q.trim().toLowerCase();
  const path = phrase.replace(/^[a-z]+\s+(?=\/)/, "");
  return { tsquery: allOf(queries), phrase, path, isPath: path.startsWith("/") };
}

async function knownBeginnings(tx: Tx, words: string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ word: string }[]>`
    SELECT asked.word FROM unnest(${words}::text[], ${words.map(beginningWith)}::text[]) AS asked(word, pattern)
    WHERE length(asked.word) < 3 OR EXISTS (SELECT 1 FROM "SearchWord" w WHERE w.word LIKE asked.pattern LIMIT 1)`;
  return new Set(rows.map(({ word }) => word));
}

async function nearestWords(tx: Tx, typed: string): Promise<string[]> {
  if (typed.length < 3) return [];
  const limit = typed.length <= 4 ? 1 : typed.length <= 8 ? 2 : 3;
  const candidates = await tx.$queryRaw<{ word: string }[]>`
    (SELECT word FROM "SearchWord" WHERE word % ${typed} ORDER BY similarity(word, ${typed}) DESC LIMIT 200)
    UNION
    (SELECT word FROM "SearchWord" WHERE word LIKE ${beginningWith(typed.slice(0, 2))}
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
