import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import { ensureDatabase, type Postgres, startPostgres } from "./postgres.ts";
import { diffSchemas, schemaText } from "./schema-engine.ts";

const MIGRATED = `agree_migrated_${process.pid}`;
const MODELLED = `agree_modelled_${process.pid}`;
let postgres: Postgres;

beforeAll(async () => {
  postgres = await startPostgres({ dataDir: ".portico/test-postgres", isThrowaway: true });
});

afterAll(async () => {
  await query("postgres", `DROP DATABASE IF EXISTS ${MIGRATED} WITH (FORCE)`);
  await query("postgres", `DROP DATABASE IF EXISTS ${MODELLED} WITH (FORCE)`);
});

async function query(database: string, sql: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: postgres.url(database) });
  await client.connect();
  try {
    const { rows = [] } = await client.query<{ line: string }>(sql);
    return rows.map((row) => row.line);
  } finally {
    await client.end();
  }
}

const COLUMNS = `
  SELECT concat_ws(' ', table_name, column_name, udt_name, is_nullable, column_default) AS line
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1`;
const INDEXES = `SELECT regexp_replace(indexdef, ' WITH \\(.*\\)', '') AS line FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`;
const KEYS = `
  SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS line
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1`;

test("the migrations lead to exactly the tables, columns, keys and at least the indexes of the schema", async () => {
  await migrate(await ensureDatabase(postgres, MIGRATED));
  await ensureDatabase(postgres, MODELLED);
  await query(MODELLED, "CREATE EXTENSION pg_trgm");
  await query(MODELLED, await diffSchemas(postgres.url("postgres"), "", schemaText()));

  expect(await query(MIGRATED, COLUMNS)).toEqual(await query(MODELLED, COLUMNS));
  expect(await query(MIGRATED, KEYS)).toEqual(await query(MODELLED, KEYS));
  expect(await query(MIGRATED, INDEXES)).toEqual(expect.arrayContaining(await query(MODELLED, INDEXES)));
});

test("applying the migrations again applies nothing", async () => {
  expect(await migrate(await ensureDatabase(postgres, MIGRATED))).toEqual([]);
});
