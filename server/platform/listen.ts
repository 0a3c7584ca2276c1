import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { SECOND_MS } from "./clock.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";

interface Listening {
  close(): Promise<void>;
}

interface ListenOptions {
  /** Tests stand in for the database. */
  url?: string;
  checkEveryMs?: number;
  /** How long the database may take to answer on this connection. */
  answerMs?: number;
}

const RETRY_AFTER_MS = 250;

/**
 * Listens to PostgreSQL notifications on a connection of its own, and reconnects for ever; also when the connection is
 * dead without knowing, which asking it now and then shows.
 * `onGap` runs after each (re)connection: what was sent meanwhile is lost, so drop what you remember.
 */
export function listen(
  channels: string[],
  onMessage: (channel: string, payload: string) => void,
  onGap: () => void,
  { url = env().DATABASE_URL, checkEveryMs = 10 * SECOND_MS, answerMs = 5 * SECOND_MS }: ListenOptions = {},
): Listening {
  let client: Client | undefined;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;
  let check: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: answerMs,
      query_timeout: answerMs,
    });
    const lost = (): void => giveUp(next, lost);
    next.on("notification", (message) => onMessage(message.channel, message.payload ?? ""));
    next.on("error", (error) => log().warn({ err: error }, "listen: connection lost"));
    next.on("end", lost);
    client = next;
    try {
      await next.connect();
      for (const channel of channels) await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
      if (isClosed) return;
      onGap();
      check = setInterval(() => {
        next.query("SELECT 1").catch((error: unknown) => {
          if (client === next) log().warn({ err: error }, "listen: connection is dead");
          lost();
        });
      }, checkEveryMs).unref();
    } catch (error) {
      if (!isClosed) log().warn({ err: error }, "listen: cannot connect");
      lost();
    }
  }

  function giveUp(lost: Client, onEnd: () => void): void {
    if (client !== lost) return;
    client = undefined;
    clearInterval(check);
    lost.removeListener("end", onEnd);
    // Of a dead connection nobody hears the end.
    void lost.end().catch(() => undefined);
    if (!isClosed) retry = setTimeout(() => void connect(), RETRY_AFTER_MS);
  }

  void connect();
  return {
    async close() {
      isClosed = true;
      clearTimeout(retry);
      clearInterval(check);
      await Promise.race([client?.end(), pause(SECOND_MS, undefined, { ref: false })]);
    },
  };
}
