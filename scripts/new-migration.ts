// npm run migration -- NAME: writes prisma/migrations/<time>_NAME from what the schema files have beyond the snapshot.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { startPostgres } from "./postgres.ts";
import { diffSchemas, schemaText } from "./schema-engine.ts";

const SNAPSHOT = "prisma/migrations/snapshot.prisma";
const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name))
  throw new Error("Name the migration: npm run migration -- add_something");

const postgres = await startPostgres({ dataDir: ".portico/test-postgres", isThrowaway: true });
try {
  const before = existsSync(SNAPSHOT) ? readFileSync(SNAPSHOT, "utf8") : "";
  const sql = await diffSchemas(postgres.url("postgres"), before, schemaText());
  if (!sql) {
    console.log("The migrations already lead to the schema; nothing written.");
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = `prisma/migrations/${stamp}_${name}`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/migration.sql`, sql);
    writeFileSync(SNAPSHOT, schemaText());
    console.log(`Wrote ${folder}/migration.sql. Review it: a rename reads as a drop and an add.`);
  }
} finally {
  await postgres.stop();
}
