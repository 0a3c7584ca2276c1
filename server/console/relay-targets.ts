import { LRUCache } from "lru-cache";
import { MINUTE_MS } from "#server/platform/clock.ts";
import { db, type Tx } from "#server/platform/db.ts";
import { fetchOutside } from "#server/platform/outbound.ts";
import { getOverview, listServers } from "#server/specs/index.ts";
import type { SecuritySchemeSummary } from "#server/specs/schema.ts";
import { matchesHost } from "./host-pattern.ts";
import { type BaseAddress, baseAddresses, isBelow } from "./server-template.ts";

interface DocumentTargets {
  bases: BaseAddress[];
  /** Token and discovery addresses, without their queries. */
  exact: Set<string>;
  discoveries: URL[];
}

/** Addresses of a flow that clients call; the authorisation page is for browsers. */
const CALLED = ["tokenUrl", "refreshUrl", "deviceAuthorizationUrl"];

/** Documents never change, so what was read once holds for ever; only space is bounded. */
const known = new LRUCache<string, DocumentTargets>({ max: 500 });
const endpoints = new LRUCache<string, string[]>({ max: 500, ttl: 10 * MINUTE_MS });

/**
 * Whether the relay may call the address for this document: below one of its servers, at a token or discovery address
 * of its security schemes, or at a host that an administrator allowed.
 */
export async function isRelayTarget(documentId: string, url: URL, tx: Tx = db()): Promise<boolean> {
  const targets = await targetsOf(documentId, tx);
  if (targets.exact.has(plain(url)) || targets.bases.some((base) => isBelow(base, url))) return true;
  const hosts = await tx.relayHost.findMany({ select: { pattern: true } });
  if (hosts.some(({ pattern }) => matchesHost(pattern, url))) return true;
  for (const discovery of targets.discoveries) {
    if (discovery.origin === url.origin && (await endpointsOf(discovery)).includes(plain(url))) return true;
  }
  return false;
}

async function targetsOf(documentId: string, tx: Tx): Promise<DocumentTargets> {
  const found = known.get(documentId);
  if (found) return found;
  const [servers, { securitySchemes }] = await Promise.all([
    listServers(documentId, tx),
    getOverview(documentId, tx),
  ]);
  const discoveries = securitySchemes.flatMap(({ openIdConnectUrl }) => webUrl(openIdConnectUrl));
  const targets: DocumentTargets = {
    bases: baseAddresses(servers),
    exact: new Set([...securitySchemes.flatMap(tokenUrls), ...discoveries].map(plain)),
    discoveries,
  };
  known.set(documentId, targets);
  return targets;
}

function tokenUrls({ flows }: SecuritySchemeSummary): URL[] {
  return flows
    .flatMap((flow) => Object.entries(flow))
    .flatMap(([name, value]) => (CALLED.includes(name) && typeof value === "string" ? webUrl(value) : []));
}

function webUrl(text: string | undefined): URL[] {
  return text !== undefined && /^https?:\/\//i.test(text) && URL.canParse(text) ? [new URL(text)] : [];
}

function plain(url: URL): string {
  return url.origin + url.pathname;
}

/** The endpoints that an OpenID discovery document names on its own host; none while it cannot be read. */
async function endpointsOf(discovery: URL): Promise<string[]> {
  const found = endpoints.get(discovery.href);
  if (found) return found;
  const named = await readDiscovery(discovery).catch(() => []);
  endpoints.set(discovery.href, named);
  return named;
}

async function readDiscovery(discovery: URL): Promise<string[]> {
  const limits = { maxBytes: 200_000, timeoutMs: 5_000, accept: "application/json", maxRedirects: 0 };
  const { body } = await fetchOutside(discovery.href, limits);
  const document: unknown = JSON.parse(Buffer.from(body).toString());
  if (typeof document !== "object" || document === null) return [];
  const named = new Map(Object.entries(document));
  return ["token_endpoint", "device_authorization_endpoint"]
    .flatMap((name) => {
      const value: unknown = named.get(name);
      return typeof value === "string" ? webUrl(value) : [];
    })
    .filter((url) => url.origin === discovery.origin)
    .map(plain);
}
