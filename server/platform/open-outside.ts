import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { type Dispatcher, request } from "undici";
import { type ConnectTiming, guardedAgent } from "./guarded-agent.ts";

export interface OutsideCall {
  method: string;
  /** Names and values in turn. */
  headers: string[];
  body: Readable | null;
  signal: AbortSignal;
  connectMs: number;
  headersMs: number;
  /** Between two pieces of the answer. */
  idleMs: number;
  /** Filled in as the call goes on, also when it fails. */
  timing: ConnectTiming & { firstByte?: number };
  /** Tests stand in for the name service. */
  lookup?: LookupFunction | undefined;
}

export interface OutsideAnswer {
  status: number;
  headers: [name: string, value: string][];
  /** As it travels: still packed when the headers say so. */
  body: Readable;
  /** Ends the connection; call it whatever happened. */
  close(): Promise<void>;
}

/** Calls an address outside through the guarded agent and hands the answer on as it comes. Follows no redirect. */
export async function openOutside(url: URL, call: OutsideCall): Promise<OutsideAnswer> {
  const agent = guardedAgent(url, {
    connectMs: call.connectMs,
    headersMs: call.headersMs,
    bodyMs: call.idleMs,
    lookup: call.lookup,
    timing: call.timing,
  });
  const startedMs = performance.now();
  try {
    const answer = await request(url, {
      dispatcher: agent,
      // undici refuses methods that are no token; its type lists the common ones only.
      method: call.method as Dispatcher.HttpMethod,
      headers: call.headers,
      body: call.body,
      signal: call.signal,
    });
    const { dns = 0, connect = 0, tls = 0 } = call.timing;
    call.timing.firstByte = Math.round((performance.now() - startedMs - dns - connect - tls) * 10) / 10;
    return {
      status: answer.statusCode,
      headers: Object.entries(answer.headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((one): [string, string] => [name, one]),
      ),
      body: answer.body,
      close: () => agent.destroy(),
    };
  } catch (error) {
    await agent.destroy();
    throw error;
  }
}
