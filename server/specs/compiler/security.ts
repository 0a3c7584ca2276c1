import type { OAuthFlow, SecurityAlternative, SecuritySchemeSummary } from "../schema.ts";
import type { Describer } from "./describer.ts";
import { description } from "./prose.ts";
import { cutText, flagAt, isTree, listAt, member, splitPointer, type Tree, textAt, treeAt } from "./tree.ts";

const FLOW_KINDS = [
  "authorizationCode",
  "clientCredentials",
  "implicit",
  "password",
  "deviceAuthorization",
] as const;
const FLOW_ADDRESSES = ["authorizationUrl", "tokenUrl", "refreshUrl", "deviceAuthorizationUrl"] as const;
const SCHEME_TYPES = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"] as const;

/** Undefined when the place states nothing: what holds further out then holds here. */
export function securityOf(source: unknown): SecurityAlternative[] | undefined {
  const stated = member(source, "security");
  if (!Array.isArray(stated)) return undefined;
  return stated
    .filter(isTree)
    .slice(0, 50)
    .map((alternative) => ({
      schemes: Object.keys(alternative)
        .slice(0, 20)
        .map((name) => ({
          name: schemeName(name),
          scopes: listAt(alternative, name).filter((scope) => typeof scope === "string"),
        })),
    }));
}

/** From 3.2 on a requirement may name its scheme by reference. */
function schemeName(name: string): string {
  return name.startsWith("#/components/securitySchemes/") ? (splitPointer(name)[2] ?? name) : name;
}

export function schemesOf(root: Tree, by: Describer): SecuritySchemeSummary[] {
  return Object.entries(treeAt(treeAt(root, "components"), "securitySchemes"))
    .slice(0, 200)
    .flatMap(([name, scheme]) => schemeOf(name, by.registry.deref(scheme), by));
}

function schemeOf(name: string, source: Tree | undefined, by: Describer): SecuritySchemeSummary[] {
  const type = SCHEME_TYPES.find((known) => known === textAt(source, "type"));
  if (!source || !type) return [];
  const place = (["query", "header", "cookie"] as const).find((known) => known === textAt(source, "in"));
  const parameterName = textAt(source, "name");
  const scheme = textAt(source, "scheme");
  const bearerFormat = textAt(source, "bearerFormat");
  const openIdConnectUrl = textAt(source, "openIdConnectUrl");
  const oauth2MetadataUrl = textAt(source, "oauth2MetadataUrl");
  return [
    {
      name,
      type,
      ...description(source, by),
      ...(place && { in: place }),
      ...(parameterName && { parameterName: cutText(parameterName, 200) }),
      ...(scheme && { scheme: scheme.toLowerCase().slice(0, 50) }),
      ...(bearerFormat && { bearerFormat: cutText(bearerFormat, 100) }),
      ...(openIdConnectUrl && { openIdConnectUrl: cutText(openIdConnectUrl, 1_000) }),
      ...(oauth2MetadataUrl && { oauth2MetadataUrl: cutText(oauth2MetadataUrl, 1_000) }),
      flows: FLOW_KINDS.flatMap((kind) => flowOf(kind, member(treeAt(source, "flows"), kind))),
      isDeprecated: flagAt(source, "deprecated"),
    },
  ];
}

function flowOf(kind: OAuthFlow["kind"], source: unknown): OAuthFlow[] {
  if (!isTree(source)) return [];
  const urls = FLOW_ADDRESSES.flatMap((name) => {
    const url = textAt(source, name);
    return url ? [[name, cutText(url, 1_000)]] : [];
  });
  const scopes = Object.entries(treeAt(source, "scopes"))
    .slice(0, 1_000)
    .map(([name, text]) => ({ name, description: cutText(String(text ?? ""), 500) }));
  return [{ kind, ...Object.fromEntries(urls), scopes }];
}
