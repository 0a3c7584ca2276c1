import pino, { type Logger } from "pino";
import { env } from "./env.ts";

/** Names under which a secret could travel; redacted at every depth we log. */
const SECRET_NAMES = [
  "authorization",
  "cookie",
  "set-cookie",
  "x-api-key",
  "password",
  "token",
  "secret",
  "key",
  "client_secret",
  "access_token",
  "refresh_token",
  "code",
  "assertion",
  "DATABASE_URL",
  "PORTICO_SECRET",
  "SMTP_URL",
];
const REDACT = SECRET_NAMES.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);

let logger: Logger | undefined;

/** The process's structured log, one JSON line each, on standard output. */
export function log(): Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: { pid: process.pid, process: processName },
    redact: { paths: REDACT, censor: "[redacted]" },
  });
  return logger;
}

let processName = "web";

/** Called once by each main. */
export function nameProcess(name: string): void {
  processName = name;
  logger = undefined;
}
