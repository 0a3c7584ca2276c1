// npm run -s bench -- NAME: one benchmark of bench/. Each exports run(), prints a table, and ends with a line of JSON.
import { existsSync, readdirSync } from "node:fs";
import { startPostgres } from "./postgres.ts";
import { freshDatabase } from "./test-portal.ts";

const name = process.argv[2] ?? "";
if (!/^[a-z-]+$/.test(name) || !existsSync(`bench/${name}.ts`)) {
  const names = readdirSync("bench").flatMap((file) => /^([a-z-]+)\.ts$/.exec(file)?.[1] ?? []);
  console.error(`Name a benchmark: ${names.join(", ")}`);
  process.exit(1);
}

// A database of its own for the benchmarks that work without a portal; the others open one with openTestPortal().
const postgres = await startPostgres({ dataDir: ".portico/test-postgres", isThrowaway: true });
try {
  Object.assign(process.env, {
    NODE_ENV: "production",
    DATABASE_URL: await freshDatabase(postgres, `portico_bench_${name.replaceAll("-", "_")}`),
    PORTICO_SECRET: "bench-secret-of-at-least-32-characters",
    PUBLIC_URL: "http://localhost:4000",
    LOG_LEVEL: "error",
  });
  const { run } = await import(`../bench/${name}.ts`);
  await run(process.argv.slice(3));
} finally {
  await postgres.stop();
}
process.exit(0);
