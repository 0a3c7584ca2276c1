// npm run database: keeps the test PostgreSQL running, so that repeated test runs start faster. Ctrl-C stops it.
import { startPostgres } from "./postgres.ts";

const postgres = await startPostgres({ dataDir: ".portico/test-postgres", isThrowaway: true });
console.log(`PostgreSQL for tests runs at ${postgres.url("postgres")}`);
const stop = (): void => void postgres.stop().then(() => process.exit(0));
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
setInterval(() => undefined, 60_000);
