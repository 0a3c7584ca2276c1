import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "#scripts/migrate.ts";
import { ensureDatabase, startPostgres } from "#scripts/postgres.ts";

function migrationsHash(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync("prisma/migrations").sort()) {
    if (!name.includes("."))
      hash.update(name).update(readFileSync(join("prisma/migrations", name, "migration.sql")));
  }
  return hash.digest("hex").slice(0, 12);
}

/**
 * Vitest's global set-up: one PostgreSQL for the run, one database for each state of the migrations, and a second one for
 * tests whose transactions commit, where nobody meets what they leave.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const postgres = await startPostgres({ dataDir: ".portico/test-postgres", isThrowaway: true });
  const url = await ensureDatabase(postgres, `portico_test_${migrationsHash()}`);
  await migrate(url);
  const committedUrl = await ensureDatabase(postgres, `portico_test_${migrationsHash()}_once`);
  await migrate(committedUrl);
  Object.assign(process.env, {
    NODE_ENV: "test",
    DATABASE_URL: url,
    COMMITTED_DATABASE_URL: committedUrl,
    PORTICO_SECRET: "test-secret-of-at-least-32-characters",
    PUBLIC_URL: "http://localhost:4000",
    LOG_LEVEL: "silent",
    DATABASE_POOL_SIZE: "5",
  });
  return () => postgres.stop();
}
