import { Client } from "pg";
import { env } from "./env.ts";
import { log } from "./log.ts";

interface Listening {
  close(): Promise<void>;
}

/**
 * Listens to PostgreSQL notifications on a connection of its own, and reconnects for ever.
 * `onGap` runs after each (re)connection: what was sent meanwhile is lost, so drop what you remember.
 */
export function listen(
  channels: string[],
  onMessage: (channel: string, payload: string) => void,
  onGap: () => void,
): Listening {
  let client: Client | undefined;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new Client({
      connectionString: env().DATABASE_URL,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    next.on("notification", (message) => onMessage(message.channel, message.payload ?? ""));
    next.on("error", (error) => log().warn({ err: error }, "listen: connection lost"));
    next.on("end", again);
    try {
      await next.connect();
      for (const channel of channels) await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
      client = next;
      onGap();
    } catch (error) {
      log().warn({ err: error }, "listen: cannot connect");
      next.removeListener("end", again);
      await next.end().catch(() => undefined);
      again();
    }
  }

  function again(): void {
    client = undefined;
    if (!isClosed) retry = setTimeout(() => void connect(), 250);
  }

  void connect();
  return {
    async close() {
      isClosed = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}
