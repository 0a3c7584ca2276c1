// npm run database: keeps the test PostgreSQL running, so that repeated test runs start faster. Ctrl-C stops it.
import { startPostgres } from "./postgres.ts";
import { onStop } from "./say.ts";

const postgres = await startPostgres({ dataDir: ".portico/test-postgres", isThrowaway: true });
console.log(`PostgreSQL for tests runs at ${postgres.url("postgres")}`);
onStop(() => postgres.stop());
setInterval(() => undefined, 60_000);
