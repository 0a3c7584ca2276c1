import { readFile, rm } from "node:fs/promises";
import pg from "pg";
import { SECRETS_FILE, type SecretKind } from "#e2e/support/secrets.ts";

interface Secret {
  kind: SecretKind;
  value: string;
}

/** A demonstration's mailbox keeps its mails to be read; sent over SMTP, they are emptied. */
const MAILBOX = "OutboxMail";

export async function forgetSecrets(): Promise<void> {
  await rm(SECRETS_FILE, { force: true });
}

/** Where secrets of the run can be read that should be kept as hashes or sealed: tables by name, and the servers' output. */
export async function scanForSecrets(
  databaseUrl: string,
  output: readonly string[],
): Promise<{ looked: number; found: string[] }> {
  const secrets = await readSecrets();
  const found = new Set<string>();
  const look = (text: string, place: string): void => {
    for (const { kind, value } of secrets) {
      if (place === MAILBOX && kind === "mailed link") continue;
      if (formsOf(value).some((form) => text.includes(form))) found.add(`a ${kind} in ${place}`);
    }
  };
  for (const line of output) look(line, `the log: ${line.slice(0, 60)}…`);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    );
    for (const { name } of tables.rows) {
      const rows = await client.query<{ row: string }>(
        `SELECT t::text AS row FROM ${client.escapeIdentifier(name)} t`,
      );
      for (const { row } of rows.rows) look(row, name);
    }
  } finally {
    await client.end();
  }
  return { looked: secrets.length, found: [...found].toSorted() };
}

/** As it is, and as PostgreSQL writes bytes. */
function formsOf(value: string): string[] {
  return [value, Buffer.from(value).toString("hex")];
}

async function readSecrets(): Promise<Secret[]> {
  const lines = (await readFile(SECRETS_FILE, "utf8").catch(() => "")).split("\n").filter(Boolean);
  const secrets = lines.map((line): Secret => JSON.parse(line));
  return [...new Map(secrets.map((secret) => [secret.value, secret])).values()];
}
