import type { ServerSummary } from "../schema.ts";
import type { Describer } from "./describer.ts";
import { description } from "./prose.ts";
import { cutText, isTree, listAt, type Tree, textAt, treeAt } from "./tree.ts";

export function serversOf(source: unknown, by: Describer): ServerSummary[] {
  return listAt(source, "servers")
    .slice(0, 100)
    .flatMap((server) => serverOf(server, by));
}

export function serverOf(server: unknown, by: Describer): ServerSummary[] {
  const url = textAt(server, "url");
  if (!url || !isTree(server)) return [];
  const name = textAt(server, "name");
  return [
    {
      url: cutText(url, 1_000),
      ...(name && { name: cutText(name, 200) }),
      ...description(server, by),
      variables: variablesOf(server, by),
    },
  ];
}

function variablesOf(server: Tree, by: Describer): ServerSummary["variables"] {
  return Object.entries(treeAt(server, "variables"))
    .slice(0, 50)
    .map(([name, about]) => ({
      name,
      default: cutText(textAt(about, "default") ?? "", 500),
      enum: listAt(about, "enum").map(String).slice(0, 100),
      ...description(about, by),
    }));
}
