import type { CompiledCallback } from "../schema.ts";
import type { StoredCallback } from "../stored.ts";
import { buildParameters } from "./build-parameters.ts";
import { buildBody, buildResponses } from "./build-responses.ts";
import { isDeprecated, methodsOf, pathItemOf } from "./find-operations.ts";
import { description, docsOf } from "./prose.ts";
import { securityOf } from "./security.ts";
import { serversOf } from "./servers.ts";
import type { Site } from "./site.ts";
import { cutText, member, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_CALLBACKS = 20;

interface Callbacks {
  shown: CompiledCallback[];
  stored: StoredCallback[];
}

interface FoundCallback {
  name: string;
  expression: string;
  method: string;
  item: Tree;
  source: Tree;
}

/** Every call that an operation makes back, whole: each is an operation of its own. */
export function buildCallbacks(callbacks: Tree, site: Site, place: string): Callbacks {
  const found = findCallbacks(callbacks, site).slice(0, MAX_CALLBACKS);
  const pairs = found.map((callback) => buildCallback(callback, site, `${place}.${callback.name}`));
  return { shown: pairs.map((pair) => pair.shown), stored: pairs.map((pair) => pair.stored) };
}

function findCallbacks(callbacks: Tree, { by }: Site): FoundCallback[] {
  return Object.entries(callbacks).flatMap(([name, raw]) =>
    Object.entries(by.registry.deref(raw) ?? {})
      .filter(([expression]) => !expression.startsWith("x-"))
      .flatMap(([expression, rawItem]) => {
        const item = pathItemOf(rawItem, by.registry);
        if (!item) return [];
        return methodsOf(item).map(([method, source]) => ({ name, expression, method, item, source }));
      }),
  );
}

function buildCallback(
  { name, expression, method, item, source }: FoundCallback,
  site: Site,
  place: string,
): { shown: CompiledCallback; stored: StoredCallback } {
  const { by } = site;
  // The sandbox calls nobody back, so what these mention is not for its definitions.
  const spot = { refs: new Set<string>(), place };
  const parameters = buildParameters(item, source, site, spot);
  const body = buildBody(member(source, "requestBody"), site, spot);
  const responses = buildResponses(treeAt(source, "responses"), site, spot);
  const security = securityOf(source);
  const own = serversOf(source, by);
  const servers = own.length > 0 ? own : serversOf(item, by);
  const summary = textAt(source, "summary") ?? textAt(item, "summary") ?? name;
  return {
    shown: {
      name: cutText(name, 200),
      expression: cutText(expression, 1_000),
      method,
      summary: cutText(summary, 200),
      ...(textAt(source, "description") ? description(source, by) : description(item, by)),
      ...docsOf(source, by),
      ...(isDeprecated(source) && { isDeprecated: true }),
      ...(parameters.shown.length > 0 && { parameters: parameters.shown }),
      ...(body && { requestBody: body.shown }),
      responses: responses.shown,
      ...(security && { security }),
      ...(servers.length > 0 && { servers }),
    },
    stored: {
      parameters: parameters.stored,
      ...(body && { requestBody: body.stored }),
      responses: responses.stored,
    },
  };
}
