import { METHODS } from "#lib/method.ts";
import { isTree, member, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_HOPS = 100;

type IsInternal = (node: unknown) => boolean;

export function operationsOf(item: unknown): Tree[] {
  const more = Object.values(treeAt(item, "additionalOperations"));
  return [...[...METHODS].map((method) => member(item, method)), ...more].filter(isTree);
}

/**
 * Takes away what names an internal part without being a reference: targets of discriminators, links to operations,
 * schemes in security requirements. Gives what is left of the member `name`, or undefined when it says nothing more.
 */
export function lostFilter(root: Tree, isInternal: IsInternal): (name: string, value: unknown) => unknown {
  const self = textAt(root, "$self");
  let ids: Set<string> | undefined;

  const isLost = (pointer: string): boolean => isInternal({ $ref: pointer });
  const isLostTarget = (target: unknown): boolean =>
    typeof target === "string" &&
    isLost(target.startsWith("#") ? target : `#/components/schemas/${target.replaceAll("/", "~1")}`);
  const isLostScheme = (name: string): boolean =>
    ["components/securitySchemes", "securityDefinitions"].some((place) =>
      isLost(`#/${place}/${encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))}`),
    );

  function isLostLink(given: unknown): boolean {
    let link = given;
    for (let hops = 0; hops < MAX_HOPS; hops++) {
      const ref = textAt(link, "$ref");
      if (!ref?.startsWith("#/components/links/")) break;
      link = member(treeAt(treeAt(root, "components"), "links"), ref.slice("#/components/links/".length));
    }
    const id = textAt(link, "operationId");
    if (id !== undefined) {
      ids ??= lostIds(root, isInternal);
      return ids.has(id);
    }
    const ref = textAt(link, "operationRef") ?? "";
    return isLost(self && ref.startsWith(`${self}#`) ? ref.slice(self.length) : ref);
  }

  return (name, value) => {
    if (name === "links" && isTree(value)) return filtered(value, (link) => !isLostLink(link));
    if (name === "discriminator" && isTree(value)) {
      const { defaultMapping, ...rest } = value;
      const kept: Tree = isLostTarget(defaultMapping) ? rest : value;
      if (!isTree(kept.mapping)) return kept;
      return { ...kept, mapping: filtered(kept.mapping, (target) => !isLostTarget(target)) };
    }
    return name === "security" && Array.isArray(value) ? withoutSchemes(value, isLostScheme) : value;
  };
}

/** Without any alternative left nothing is said of credentials; an empty list would say that none are needed. */
function withoutSchemes(security: unknown[], isLostScheme: (name: string) => boolean): unknown {
  const left = security.flatMap((alternative) => {
    const names = isTree(alternative) ? Object.keys(alternative) : [];
    if (!isTree(alternative) || !names.some(isLostScheme)) return [alternative];
    const kept = Object.fromEntries(Object.entries(alternative).filter(([name]) => !isLostScheme(name)));
    return Object.keys(kept).length > 0 ? [kept] : [];
  });
  return left.length === 0 && security.length > 0 ? undefined : left;
}

/** Ids that only operations have which are internal, or stand in an internal path. */
function lostIds(root: Tree, isInternal: IsInternal): Set<string> {
  const lost = new Set<string>();
  const kept = new Set<string>();
  for (const section of ["paths", "webhooks", "x-webhooks"]) {
    for (const item of Object.values(treeAt(root, section))) {
      for (const operation of operationsOf(item)) {
        const id = textAt(operation, "operationId");
        if (id !== undefined) (isInternal(item) || isInternal(operation) ? lost : kept).add(id);
      }
    }
  }
  return lost.difference(kept);
}

function filtered(tree: Tree, isKept: (value: unknown) => boolean): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([, value]) => isKept(value)));
}
