// npm run migrate: brings the database at DATABASE_URL to the newest schema.
import pg from "pg";
import { applyMigrations } from "./schema-engine.ts";

const LOCK = 7_061_746; // any number, the same in every process

/** Applies missing migrations under a lock, so that several starting processes do not race. */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    return await applyMigrations(url);
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("Set DATABASE_URL to the database to migrate.");
  const applied = await migrate(url);
  console.log(applied.length ? `Applied ${applied.join(", ")}.` : "The database is up to date.");
}
