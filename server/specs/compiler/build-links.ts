import type { CompiledLink } from "../schema.ts";
import { toJson } from "./convert-schema.ts";
import { description } from "./prose.ts";
import { serverOf } from "./servers.ts";
import type { Site } from "./site.ts";
import { cutText, member, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_LINKS = 50;
const MAX_VALUE = 500;

/** The calls that can follow an answer, led to their operations where the document has them. */
export function buildLinks(links: Tree, site: Site): CompiledLink[] {
  return Object.entries(links)
    .slice(0, MAX_LINKS)
    .flatMap(([name, raw]) => {
      const source = site.by.registry.deref(raw);
      return source ? [buildLink(name, source, site)] : [];
    });
}

function buildLink(name: string, source: Tree, { by, targets }: Site): CompiledLink {
  const id = textAt(source, "operationId");
  const ref = textAt(source, "operationRef");
  const operationKey = id === undefined ? targets.operationAt(ref ?? "") : targets.operationOfId(id);
  const target = id ?? ref;
  const parameters = Object.entries(treeAt(source, "parameters"))
    .slice(0, MAX_LINKS)
    .map(([parameter, value]) => ({ name: cutText(parameter, 200), value: written(value) }));
  const requestBody = member(source, "requestBody");
  const [server] = serverOf(member(source, "server"), by);
  return {
    name: cutText(name, 200),
    ...description(source, by),
    ...(operationKey && { operationKey }),
    ...(target && { target: cutText(target, 1_000) }),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody !== undefined && { requestBody: written(requestBody) }),
    ...(server && { server }),
  };
}

/** A constant or a runtime expression. */
function written(value: unknown): string {
  return cutText(typeof value === "string" ? value : JSON.stringify(toJson(value)), MAX_VALUE);
}
