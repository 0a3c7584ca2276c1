import { LRUCache } from "lru-cache";
import { issueRelayTicket } from "#server/console/index.ts";
import { openSession, type Published, publishDocument } from "#server/console/testing/published.ts";
import type { MemberCaller } from "#server/platform/context.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/ids.ts";
import { makeMember } from "#server/platform/testing/world.ts";
import { handleRelay, type RelayParts, relayParts } from "../../relay.ts";
import { type Listening, listening } from "../../testing/listening.ts";
import { LIMITS, type RelayLimits } from "../limits.ts";

export interface Relayed {
  status: number;
  headers: Headers;
  /** Of the server that was called. */
  upstream: { status: number; headers: Map<string, string>; timing: Record<string, number> };
  text: string;
  code: string | undefined;
  detail: string | undefined;
}

export interface Asked {
  method?: string;
  headers?: [string, string][];
  body?: BodyInit;
  /** Over what the browser's page would send itself. */
  own?: Record<string, string>;
  ticket?: string;
  signal?: AbortSignal;
}

type Person = MemberCaller & { teamId: string };

/** A relay with a person and a published document, on the test database, committed. */
export class RelayWorld {
  readonly #made: { people: Person[]; documents: string[] } = { people: [], documents: [] };
  readonly #servers: { close: () => Promise<void> }[] = [];

  async person(): Promise<Person> {
    const person = await makeMember(db());
    await openSession(db(), person);
    this.#made.people.push(person);
    return person;
  }

  async publish(owner: Person, members: Record<string, unknown>): Promise<Published> {
    const published = await publishDocument(db(), owner, members);
    this.#made.documents.push(published.documentId);
    return published;
  }

  async ticket(caller: Person, { slug }: Published, now = new Date()): Promise<string> {
    const ctx = { caller, now, requestId: newId("req") };
    return (await issueRelayTicket(ctx, { api: slug, version: "v1" })).ticket;
  }

  /** An edge with the relay alone; passes are remembered for as good as no time. */
  async relay(limits: Partial<RelayLimits> = {}, parts: Partial<RelayParts> = {}): Promise<Listening> {
    const passes: RelayParts["passes"] = new LRUCache({ max: 10, ttl: 1 });
    const all = { ...relayParts({ ...LIMITS, callsPerMinute: 100_000, ...limits }), passes, ...parts };
    const edge = await listening((request, response) => handleRelay(request, response, all));
    this.#servers.push({ close: () => all.turns.close() }, edge);
    return edge;
  }

  async close(): Promise<void> {
    for (const server of this.#servers) await server.close();
    for (const { orgId, userId } of this.#made.people) {
      await db().version.updateMany({ where: { api: { orgId } }, data: { currentRevisionId: null } });
      await db().api.deleteMany({ where: { orgId } });
      await db().organisation.delete({ where: { id: orgId } });
      await db().user.delete({ where: { id: userId } });
    }
    await db().document.deleteMany({ where: { id: { in: this.#made.documents } } });
  }
}

export function packed(pairs: unknown): string {
  return Buffer.from(JSON.stringify(pairs)).toString("base64url");
}

/** What the console's page does: one POST with the call in its headers. */
export function post(edge: Listening, url: string, asked: Asked = {}): Promise<Response> {
  return fetch(`${edge.url}/relay`, {
    method: "POST",
    redirect: "manual",
    ...(asked.body !== undefined && { body: asked.body }),
    ...(asked.signal && { signal: asked.signal }),
    headers: {
      authorization: `Relay ${asked.ticket ?? ""}`,
      origin: "http://localhost:4000",
      "x-relay-method": asked.method ?? "GET",
      "x-relay-url": url,
      "x-relay-headers": packed(asked.headers ?? []),
      ...asked.own,
    },
  });
}

export async function relayed(edge: Listening, url: string, asked: Asked = {}): Promise<Relayed> {
  const answer = await post(edge, url, asked);
  const text = await answer.text();
  const isProblem = answer.headers.get("content-type")?.startsWith("application/problem+json");
  const problem: { code?: string; detail?: string } = isProblem ? JSON.parse(text) : {};
  return {
    status: answer.status,
    headers: answer.headers,
    upstream: {
      status: Number(answer.headers.get("x-relay-status")),
      headers: new Map(unpacked(answer.headers.get("x-relay-headers"))),
      timing: JSON.parse(answer.headers.get("x-relay-timing") ?? "{}"),
    },
    text,
    code: problem.code,
    detail: problem.detail,
  };
}

export function unpacked(text: string | null): [string, string][] {
  return text === null ? [] : JSON.parse(Buffer.from(text, "base64url").toString());
}
