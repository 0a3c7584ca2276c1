import { LRUCache } from "lru-cache";
import { RE2JS } from "re2js";
import { decodedOr } from "#lib/decoded-or.ts";
import { listOperations } from "./read-document.ts";
import type { OperationMatch, OperationSummary } from "./schema.ts";

interface Route {
  operation: OperationSummary;
  /** Per segment: literal text, or the parts of a template such as "{id}.json". */
  segments: Segment[];
}

type Segment = { text: string } | { pattern: RE2JS; names: string[]; isBare: boolean };

/** Routes by method and number of segments. */
type Routes = Map<string, Route[]>;

const routesOf = new LRUCache<string, Routes>({ max: 50 });

/**
 * The operation a call means, by OpenAPI's rules: concrete paths before templated ones. `path` is the path below the
 * server's base, still percent-encoded, without query. Null when no operation matches method and path.
 */
export async function findOperationForCall(
  documentId: string,
  method: string,
  path: string,
): Promise<OperationMatch | null> {
  const routes = await readRoutes(documentId);
  const parts = splitPath(path);
  for (const route of routes.get(routeKey(method.toLowerCase(), parts.length)) ?? []) {
    const pathParameters = match(route.segments, parts);
    if (pathParameters) return { operation: route.operation, pathParameters };
  }
  return null;
}

/** Methods the path knows, upper case, for a 405's Allow header; empty when the path itself is unknown. */
export async function listMethodsOfPath(documentId: string, path: string): Promise<string[]> {
  const parts = splitPath(path);
  const methods: string[] = [];
  for (const [key, routes] of await readRoutes(documentId)) {
    if (!key.endsWith(` ${parts.length}`)) continue;
    if (routes.some((route) => match(route.segments, parts)))
      methods.push(key.split(" ")[0]?.toUpperCase() ?? "");
  }
  return methods;
}

async function readRoutes(documentId: string): Promise<Routes> {
  const known = routesOf.get(documentId);
  if (known) return known;
  const routes: Routes = new Map();
  for (const operation of await listOperations(documentId)) {
    if (operation.isWebhook || !operation.path.startsWith("/")) continue;
    const segments = splitPath(operation.path.split(/[?#]/)[0] ?? "").map(toSegment);
    const key = routeKey(operation.method.toLowerCase(), segments.length);
    const list = routes.get(key) ?? [];
    list.push({ operation, segments });
    routes.set(key, list);
  }
  for (const list of routes.values()) list.sort(concreteFirst);
  if (routes.size > 0) routesOf.set(documentId, routes);
  return routes;
}

function routeKey(method: string, segmentCount: number): string {
  return `${method} ${segmentCount}`;
}

function splitPath(path: string): string[] {
  return path.replace(/^\//, "").split("/");
}

function toSegment(text: string): Segment {
  const names: string[] = [];
  const parts = text.split(/(\{[^{}]+\})/).map((part) => {
    if (!/^\{[^{}]+\}$/.test(part)) return RE2JS.quote(part);
    names.push(part.slice(1, -1));
    return "(.+?)";
  });
  // Beyond a few templates the segment only matches itself.
  if (names.length === 0 || names.length > 4) return { text };
  const source = parts.join("");
  // Backtracking over several templates would take minutes on a long text.
  return { pattern: RE2JS.compile(source, RE2JS.DOTALL), names, isBare: source === "(.+?)" };
}

/** Compared segment by segment from the left: literal text, then partly literal, then a bare template. */
function concreteFirst(a: Route, b: Route): number {
  for (const [i, segment] of a.segments.entries()) {
    const difference = vagueness(segment) - vagueness(b.segments[i]);
    if (difference !== 0) return difference;
  }
  return a.operation.position - b.operation.position;
}

function vagueness(segment: Segment | undefined): number {
  if (!segment || "text" in segment) return 0;
  return segment.isBare ? 2 : 1;
}

function match(segments: Segment[], parts: string[]): Record<string, string> | null {
  if (segments.length !== parts.length) return null;
  const found: [string, string][] = [];
  for (const [i, segment] of segments.entries()) {
    const part = parts[i] ?? "";
    if ("text" in segment) {
      if (segment.text !== part && segment.text !== decodedOr(part, part)) return null;
      continue;
    }
    const matcher = segment.pattern.matcher(part);
    if (part.length > 2_000 || !matcher.matches()) return null;
    segment.names.forEach((name, n) => {
      found.push([name, decodedOr(matcher.group(n + 1) ?? "", matcher.group(n + 1) ?? "")]);
    });
  }
  return Object.fromEntries(found);
}
