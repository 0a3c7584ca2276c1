import type {
  DocumentFormat,
  DocumentOverview,
  ExternalDocs,
  Finding,
  OAuthFlow,
  SecurityAlternative,
  SecuritySchemeSummary,
  ServerSummary,
  TagSummary,
} from "../schema.ts";
import type { Describer } from "./describe-schema.ts";
import { finding } from "./rejection.ts";
import { slugger } from "./slug.ts";
import { cutText, flagAt, isTree, listAt, member, type Tree, textAt, treeAt } from "./tree.ts";

const MAX_TITLE = 200;
const MAX_DESCRIPTION = 100_000;
const FLOW_KINDS = [
  "authorizationCode",
  "clientCredentials",
  "implicit",
  "password",
  "deviceAuthorization",
] as const;
const SCHEME_TYPES = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"] as const;

/** Tags by name, in the document's order; those that only operations mention join as they are met. */
export interface TagBook {
  keyOf(name: string): string;
  list(): TagSummary[];
}

export const UNTAGGED = "general";

export function createTagBook(root: Tree, by: Describer): TagBook {
  const slug = slugger();
  const tags = new Map<string, TagSummary>();
  const add = (name: string, declared?: Tree): TagSummary => {
    const tag: TagSummary = {
      key: slug(name, "tag"),
      name: cutText(name, MAX_TITLE),
      operationCount: 0,
      ...describeTag(declared, by),
    };
    tags.set(name, tag);
    return tag;
  };
  for (const declared of listAt(root, "tags")) {
    const name = textAt(declared, "name");
    if (name && isTree(declared) && !tags.has(name)) add(name, declared);
  }
  return {
    keyOf(name) {
      const tag = tags.get(name) ?? add(name);
      tag.operationCount++;
      return tag.key;
    },
    list: () => [...tags.values()],
  };
}

function describeTag(declared: Tree | undefined, by: Describer): Partial<TagSummary> {
  if (!declared) return {};
  const summary = textAt(declared, "summary");
  return {
    ...(summary && { summary: cutText(summary, 300) }),
    ...description(declared, by),
    ...docsOf(declared, by),
  };
}

export function buildOverview(
  root: Tree,
  by: Describer,
  facts: {
    format: DocumentFormat;
    specVersion: string;
    tags: TagSummary[];
    operationCount: number;
    webhookCount: number;
    schemaCount: number;
  },
): { overview: DocumentOverview; findings: Finding[] } {
  const findings: Finding[] = [];
  const info = treeAt(root, "info");
  const title = textAt(info, "title")?.trim() || "Untitled";
  if (title.length > MAX_TITLE) {
    findings.push(
      finding(
        "warning",
        "long-title",
        `The title has ${title.length.toLocaleString("en")} characters; it is shown cut to ${MAX_TITLE}.`,
        {
          pointer: "#/info/title",
          hint: "Move the text into the description.",
        },
      ),
    );
  }
  const summary = textAt(info, "summary");
  const terms = textAt(info, "termsOfService");
  const overview: DocumentOverview = {
    documentId: "",
    format: facts.format,
    specVersion: facts.specVersion,
    title: cutText(title.replace(/\s+/g, " "), MAX_TITLE),
    version: cutText(textAt(info, "version") ?? "", 100),
    ...(summary && { summary: cutText(summary, 1_000) }),
    ...description(info, by),
    ...(terms && isWebUrl(terms) && { termsOfService: terms }),
    ...contactOf(info),
    ...licenceOf(info),
    ...docsOf(root, by),
    servers: serversOf(root, by),
    tags: facts.tags,
    securitySchemes: Object.entries(treeAt(treeAt(root, "components"), "securitySchemes"))
      .slice(0, 200)
      .flatMap(([name, scheme]) => schemeOf(name, by.registry.deref(scheme), by)),
    security: securityOf(root) ?? [],
    operationCount: facts.operationCount,
    webhookCount: facts.webhookCount,
    schemaCount: facts.schemaCount,
  };
  return { overview, findings };
}

export function description(source: unknown, by: Describer): { descriptionHtml?: string } {
  const text = textAt(source, "description");
  return text?.trim() ? { descriptionHtml: by.markdown(cutText(text, MAX_DESCRIPTION)) } : {};
}

export function docsOf(source: unknown, by: Describer): { externalDocs?: ExternalDocs } {
  const docs = member(source, "externalDocs");
  const url = textAt(docs, "url");
  return url && isWebUrl(url) ? { externalDocs: { url, ...description(docs, by) } } : {};
}

/** Links are shown as links only when they lead to the web. */
export function isWebUrl(url: string): boolean {
  return /^https?:\/\//i.test(url) && url.length < 2_000 && URL.canParse(url);
}

export function serversOf(source: unknown, by: Describer): ServerSummary[] {
  return listAt(source, "servers")
    .slice(0, 100)
    .flatMap((server): ServerSummary[] => {
      const url = textAt(server, "url");
      if (!url || !isTree(server)) return [];
      const name = textAt(server, "name");
      const variables = Object.entries(treeAt(server, "variables"))
        .slice(0, 50)
        .map(([variable, about]) => ({
          name: variable,
          default: textAt(about, "default") ?? "",
          enum: listAt(about, "enum").map(String).slice(0, 100),
          ...description(about, by),
        }));
      return [
        {
          url: cutText(url, 1_000),
          ...(name && { name: cutText(name, MAX_TITLE) }),
          ...description(server, by),
          variables,
        },
      ];
    });
}

/** Undefined when the place states nothing: what holds further out then holds here. */
export function securityOf(source: unknown): SecurityAlternative[] | undefined {
  const stated = member(source, "security");
  if (!Array.isArray(stated)) return undefined;
  return stated.filter(isTree).map((alternative) => ({
    schemes: Object.keys(alternative).map((name) => ({
      name,
      scopes: listAt(alternative, name).filter((scope) => typeof scope === "string"),
    })),
  }));
}

function contactOf(info: Tree): Pick<DocumentOverview, "contact"> {
  const contact = treeAt(info, "contact");
  const name = textAt(contact, "name");
  const url = textAt(contact, "url");
  const email = textAt(contact, "email");
  if (!name && !url && !email) return {};
  return {
    contact: {
      ...(name && { name: cutText(name, MAX_TITLE) }),
      ...(url && isWebUrl(url) && { url }),
      ...(email && /^[^\s@<>"]+@[^\s@<>"]+$/.test(email) && { email }),
    },
  };
}

function licenceOf(info: Tree): Pick<DocumentOverview, "licence"> {
  const licence = treeAt(info, "license");
  const name = textAt(licence, "name");
  const url = textAt(licence, "url");
  const identifier = textAt(licence, "identifier");
  if (!name && !identifier) return {};
  return {
    licence: {
      name: cutText(name ?? identifier ?? "", MAX_TITLE),
      ...(url && isWebUrl(url) && { url }),
      ...(identifier && { identifier: cutText(identifier, 100) }),
    },
  };
}

function schemeOf(name: string, source: Tree | undefined, by: Describer): SecuritySchemeSummary[] {
  const type = SCHEME_TYPES.find((known) => known === textAt(source, "type"));
  if (!source || !type) return [];
  const place = (["query", "header", "cookie"] as const).find((known) => known === textAt(source, "in"));
  const parameterName = textAt(source, "name");
  const scheme = textAt(source, "scheme");
  const bearerFormat = textAt(source, "bearerFormat");
  const openIdConnectUrl = textAt(source, "openIdConnectUrl");
  return [
    {
      name,
      type,
      ...description(source, by),
      ...(place && { in: place }),
      ...(parameterName && { parameterName: cutText(parameterName, MAX_TITLE) }),
      ...(scheme && { scheme: scheme.toLowerCase().slice(0, 50) }),
      ...(bearerFormat && { bearerFormat: cutText(bearerFormat, 100) }),
      ...(openIdConnectUrl && { openIdConnectUrl: cutText(openIdConnectUrl, 1_000) }),
      flows: FLOW_KINDS.flatMap((kind) => flowOf(kind, member(treeAt(source, "flows"), kind))),
      isDeprecated: flagAt(source, "deprecated"),
    },
  ];
}

function flowOf(kind: OAuthFlow["kind"], source: unknown): OAuthFlow[] {
  if (!isTree(source)) return [];
  const urls = (["authorizationUrl", "tokenUrl", "refreshUrl"] as const).flatMap((name) => {
    const url = textAt(source, name);
    return url ? [[name, cutText(url, 1_000)]] : [];
  });
  const scopes = Object.entries(treeAt(source, "scopes")).map(([name, text]) => ({
    name,
    description: cutText(String(text ?? ""), 500),
  }));
  return [{ kind, ...Object.fromEntries(urls), scopes }];
}
