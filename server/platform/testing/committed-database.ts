/** For test files whose transactions commit: before anything connects, their own database. */
process.env.DATABASE_URL = process.env.COMMITTED_DATABASE_URL;
