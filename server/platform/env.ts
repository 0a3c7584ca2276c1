import { isIP } from "node:net";
import { z } from "zod";

const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");
const port = z.coerce.number().int().min(1).max(65535);

function isNameServer(text: string): boolean {
  const host = /^\[(.+)\](?::\d{1,5})?$/.exec(text)?.[1] ?? text.replace(/^([\d.]+):\d{1,5}$/, "$1");
  return isIP(host) !== 0;
}

/** Every environment variable Portico reads; docs/operating.md describes each. */
const Env = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  /** At least 32 characters; every other secret is derived from it. */
  PORTICO_SECRET: z.string().min(32),
  /** The one public origin, no trailing slash. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, "")),
  /** Where web reaches edge. */
  EDGE_URL: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:4001"),
  WEB_PORT: port.default(4000),
  EDGE_PORT: port.default(4001),
  WORKER_PORT: port.default(4002),
  /** smtp:// or smtps:// address; without it mails stay in the outbox, readable under /dev/mail when DEV_MAIL is on. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default("Portico <portico@localhost>"),
  DEV_MAIL: flag.default(false),
  /** Sign-in with Google, Microsoft and GitHub: each is offered once its id and secret are set. */
  GOOGLE_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
  MICROSOFT_CLIENT_ID: z.string().min(1).optional(),
  MICROSOFT_CLIENT_SECRET: z.string().min(1).optional(),
  /** "common", "organizations", "consumers" or one tenant's id. */
  MICROSOFT_TENANT: z
    .string()
    .regex(/^[0-9A-Za-z.-]{1,80}$/)
    .default("common"),
  GITHUB_CLIENT_ID: z.string().min(1).optional(),
  GITHUB_CLIENT_SECRET: z.string().min(1).optional(),
  /** Changed for a GitHub Enterprise Server. */
  GITHUB_URL: z.url({ protocol: /^https?$/ }).default("https://github.com"),
  GITHUB_API_URL: z.url({ protocol: /^https?$/ }).default("https://api.github.com"),
  /** Name servers, comma-separated address or address:port, that prove domains; the machine's own when empty. */
  DNS_SERVERS: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((part) => part.trim() || []))
    .refine((servers) => servers.every(isNameServer), "Name addresses, such as 9.9.9.9 or [2620:fe::fe]:53."),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Comma-separated host or host:port that the outbound client may reach although its address is private. */
  OUTBOUND_ALLOW: z.string().default(""),
  /** Off: the console calls the sandbox only, and no live server through this portal. */
  CONSOLE_RELAY: flag.default(true),
  /** Number of proxies in front whose X-Forwarded-For entry is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  MAX_DOCUMENT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(50 * 1024 * 1024),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Env = z.infer<typeof Env>;

let parsed: Env | undefined;

/** The parsed environment. Throws, naming each bad variable, on the first read of a wrong environment. */
export function env(): Env {
  if (parsed) return parsed;
  const result = Env.safeParse(process.env);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => {
      const name = issue.path.join(".");
      return `  ${name}: ${process.env[name] === undefined ? "is missing" : issue.message}`;
    });
    const fault = new Error(`The environment is not complete (see docs/operating.md):\n${faults.join("\n")}`);
    fault.name = "EnvironmentFault";
    throw fault;
  }
  parsed = result.data;
  return parsed;
}
