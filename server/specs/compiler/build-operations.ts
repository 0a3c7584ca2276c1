import { plainText } from "../render-markdown.ts";
import {
  type CompiledCallback,
  type CompiledHeader,
  type CompiledOperation,
  type CompiledParameter,
  type CompiledRequestBody,
  type CompiledResponse,
  PARAMETER_PLACES,
  type ParameterPlace,
  type SecurityAlternative,
} from "../schema.ts";
import type { OperationRow, StoredCallable } from "../stored.ts";
import { buildMedia, examplesOf, type MediaSite } from "./build-media.ts";
import { description, docsOf, securityOf, serversOf, type TagBook, UNTAGGED } from "./build-overview.ts";
import { convertSchema } from "./convert-schema.ts";
import { type Describer, describeSchema } from "./describe-schema.ts";
import { slugger } from "./slug.ts";
import { cutText, flagAt, isTree, listAt, member, type Tree, textAt, treeAt } from "./tree.ts";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
const MAX_CALLBACKS = 20;
const NO_HEADERS = new Set(["accept", "content-type", "authorization"]);

interface Site extends MediaSite {
  tags: TagBook;
  security: SecurityAlternative[];
}

interface Found {
  method: string;
  path: string;
  source: Tree;
  item: Tree;
  isWebhook: boolean;
}

/** Every operation and webhook of the document, in its order. */
export function buildOperations(root: Tree, by: Describer, tags: TagBook): OperationRow[] {
  const site: Site = { by, tags, security: securityOf(root) ?? [], media: new WeakMap() };
  const slug = slugger();
  const found = [
    ...findOperations(treeAt(root, "paths"), false, by),
    ...findOperations(treeAt(root, "webhooks"), true, by),
  ];
  const wanted = found.map(({ source }) => textAt(source, "operationId") ?? "");
  const keys = found.map((one, i) =>
    slug(wanted[i] || `${one.method}-${one.path.replaceAll("{", "by-")}`, `${one.method}-${i + 1}`),
  );
  const keyOfId = new Map(wanted.map((id, i) => [id, keys[i] ?? ""]));
  return found.map((one, i) => buildOperation(one, keys[i] ?? "", i, site, keyOfId));
}

function findOperations(paths: Tree, isWebhook: boolean, by: Describer): Found[] {
  const found: Found[] = [];
  for (const [path, raw] of Object.entries(paths)) {
    if (path.startsWith("x-")) continue;
    const item = by.registry.deref(raw);
    if (!item) continue;
    const operations: [string, unknown][] = METHODS.map((method): [string, unknown] => [
      method,
      member(item, method),
    ]);
    operations.push(...Object.entries(treeAt(item, "additionalOperations")));
    for (const [method, source] of operations) {
      if (isTree(source))
        found.push({
          method: method.toLowerCase().slice(0, 40),
          path: cutText(path, 2_000),
          source,
          item,
          isWebhook,
        });
    }
  }
  return found;
}

function buildOperation(
  found: Found,
  key: string,
  position: number,
  site: Site,
  keyOfId: Map<string, string>,
): OperationRow {
  const { by } = site;
  const { source, item, method, path, isWebhook } = found;
  const place = textAt(source, "operationId") ?? `${method} ${path}`;
  const names = listAt(source, "tags").filter(
    (tag): tag is string => typeof tag === "string" && tag.trim() !== "",
  );
  const tagName = names[0] ?? (isWebhook ? "Webhooks" : UNTAGGED);
  const tags = (names.length > 0 ? [...new Set(names)].slice(0, 20) : [tagName]).map((name) =>
    site.tags.keyOf(name),
  );
  const refs = new Set<string>();
  const parameters = buildParameters(found, site, refs, place);
  const body = buildBody(member(source, "requestBody"), site, refs, place);
  const responses = buildResponses(treeAt(source, "responses"), site, refs, place, keyOfId);
  const markdown = textAt(source, "description") ?? textAt(item, "description") ?? "";
  const text = plainText(markdown);
  const operationId = textAt(source, "operationId");
  const summary = {
    key,
    position,
    operationId: operationId ? cutText(operationId, 300) : null,
    method,
    path,
    tag: tags[0] ?? UNTAGGED,
    summary: cutText(
      (textAt(source, "summary") ?? textAt(item, "summary") ?? "").replace(/\s+/g, " ").trim() ||
        firstSentence(text) ||
        operationId ||
        `${method.toUpperCase()} ${path}`,
      200,
    ),
    isDeprecated: flagAt(source, "deprecated"),
    isWebhook,
  };
  const ownServers = serversOf(source, by);
  const operation: CompiledOperation = {
    ...summary,
    tagName: cutText(tagName === UNTAGGED ? "General" : tagName, 200),
    tags,
    ...(markdown.trim() && { descriptionHtml: by.markdown(cutText(markdown, 100_000)) }),
    lead: cutText(firstSentence(text), 200),
    ...docsOf(source, by),
    parameters: parameters.shown,
    ...(body && { requestBody: body.shown }),
    responses: responses.shown,
    callbacks: buildCallbacks(treeAt(source, "callbacks"), site, place),
    security: securityOf(source) ?? site.security,
    servers: ownServers.length > 0 ? ownServers : serversOf(item, by),
  };
  const callable: StoredCallable = {
    parameters: parameters.stored,
    ...(body && { requestBody: body.stored }),
    responses: responses.stored,
    refs: [...refs],
  };
  const searchText = cutText(
    [
      summary.summary,
      operationId,
      path,
      tagName,
      text,
      parameters.shown.map((one) => one.name).join(" "),
    ].join(" "),
    2_000,
  );
  return { ...summary, searchText, body: { operation, closure: [] }, callable };
}

function buildParameters(
  found: Found,
  site: Site,
  refs: Set<string>,
  place: string,
): { shown: CompiledParameter[]; stored: StoredCallable["parameters"] } {
  const { registry } = site.by;
  const all = new Map<string, Tree>();
  for (const raw of [...listAt(found.item, "parameters"), ...listAt(found.source, "parameters")]) {
    const source = registry.deref(raw);
    const name = textAt(source, "name");
    const at = PARAMETER_PLACES.find((known) => known === textAt(source, "in"));
    if (!source || !name || !at || (at === "header" && NO_HEADERS.has(name.toLowerCase()))) continue;
    all.set(`${at}\n${name}`, source);
  }
  const sorted = [...all.values()].sort((a, b) => rank(a) - rank(b)).slice(0, 500);
  const pairs = sorted.map((source) => buildParameter(source, site, refs, place));
  return { shown: pairs.map((pair) => pair.shown), stored: pairs.map((pair) => pair.stored) };
}

const RANK = new Map<unknown, number>(PARAMETER_PLACES.map((place, i) => [place, i]));

function rank(source: Tree): number {
  return RANK.get(source.in) ?? PARAMETER_PLACES.length;
}

function buildParameter(
  source: Tree,
  site: Site,
  refs: Set<string>,
  place: string,
): { shown: CompiledParameter; stored: StoredCallable["parameters"][number] } {
  const { by } = site;
  const at: ParameterPlace = PARAMETER_PLACES.find((known) => known === source.in) ?? "query";
  const name = cutText(textAt(source, "name") ?? "", 300);
  const style = textAt(source, "style") ?? (at === "query" || at === "cookie" ? "form" : "simple");
  const common = {
    name,
    in: at,
    isRequired: at === "path" || flagAt(source, "required"),
    style,
    explode: typeof source.explode === "boolean" ? source.explode : style === "form" || style === "cookie",
    allowReserved: flagAt(source, "allowReserved"),
  };
  const content = isTree(source.content)
    ? buildMedia(source.content, site, refs, `${place}.${name}`)
    : undefined;
  const hasSchema = Object.hasOwn(source, "schema");
  const inner = content?.shown[0];
  const storedContent = content?.stored[0];
  return {
    shown: {
      ...common,
      isDeprecated: flagAt(source, "deprecated"),
      ...description(source, by),
      ...(hasSchema && { schema: describeSchema(source.schema, by, `${place}.${name}`) }),
      ...(inner && { content: inner }),
      sample: "",
      examples: [],
    },
    stored: {
      ...common,
      allowEmptyValue: flagAt(source, "allowEmptyValue"),
      ...(hasSchema && { schema: convertSchema(source.schema, by.registry, refs) }),
      ...(storedContent && { content: storedContent }),
      examples: examplesOf(source, by),
    },
  };
}

function buildBody(
  raw: unknown,
  site: Site,
  refs: Set<string>,
  place: string,
): { shown: CompiledRequestBody; stored: NonNullable<StoredCallable["requestBody"]> } | undefined {
  const source = site.by.registry.deref(raw);
  if (!source) return undefined;
  const media = buildMedia(treeAt(source, "content"), site, refs, `${place}.request`);
  const isRequired = flagAt(source, "required");
  return {
    shown: { isRequired, ...description(source, site.by), media: media.shown },
    stored: { isRequired, media: media.stored },
  };
}

function buildResponses(
  answers: Tree,
  site: Site,
  refs: Set<string>,
  place: string,
  keyOfId: Map<string, string>,
): { shown: CompiledResponse[]; stored: StoredCallable["responses"] } {
  const shown: CompiledResponse[] = [];
  const stored: StoredCallable["responses"] = [];
  for (const [status, raw] of Object.entries(answers).slice(0, 100)) {
    const source = site.by.registry.deref(raw);
    if (!source || !/^([1-5](\d\d|XX)|default)$/i.test(status)) continue;
    const media = buildMedia(treeAt(source, "content"), site, refs, `${place}.${status}`);
    const headers = Object.entries(treeAt(source, "headers"))
      .slice(0, 100)
      .flatMap(([name, header]) => buildHeader(name, header, site, refs, `${place}.${status}.${name}`));
    shown.push({
      status,
      ...description(source, site.by),
      headers: headers.map((header) => header.shown),
      media: media.shown,
      links: Object.entries(treeAt(source, "links"))
        .slice(0, 50)
        .flatMap(([name, link]) => buildLink(name, link, site, keyOfId)),
    });
    stored.push({ status, headers: headers.map((header) => header.stored), media: media.stored });
  }
  return { shown, stored };
}

function buildHeader(
  name: string,
  raw: unknown,
  site: Site,
  refs: Set<string>,
  place: string,
): { shown: CompiledHeader; stored: StoredCallable["responses"][number]["headers"][number] }[] {
  const source = site.by.registry.deref(raw);
  if (!source || name.toLowerCase() === "content-type") return [];
  const isRequired = flagAt(source, "required");
  const hasSchema = Object.hasOwn(source, "schema");
  const example = examplesOf(source, site.by)[0]?.value;
  return [
    {
      shown: {
        name,
        isRequired,
        isDeprecated: flagAt(source, "deprecated"),
        ...description(source, site.by),
        ...(hasSchema && { schema: describeSchema(source.schema, site.by, place) }),
      },
      stored: {
        name,
        isRequired,
        ...(hasSchema && { schema: convertSchema(source.schema, site.by.registry, refs) }),
        ...(example !== undefined && { example }),
      },
    },
  ];
}

function buildLink(
  name: string,
  raw: unknown,
  site: Site,
  keyOfId: Map<string, string>,
): CompiledResponse["links"] {
  const source = site.by.registry.deref(raw);
  if (!source) return [];
  const operationKey = keyOfId.get(textAt(source, "operationId") ?? "");
  return [
    { name: cutText(name, 200), ...description(source, site.by), ...(operationKey && { operationKey }) },
  ];
}

function buildCallbacks(source: Tree, site: Site, place: string): CompiledCallback[] {
  const callbacks: CompiledCallback[] = [];
  for (const [name, raw] of Object.entries(source)) {
    const callback = site.by.registry.deref(raw);
    for (const [expression, rawItem] of Object.entries(callback ?? {})) {
      const item = site.by.registry.deref(rawItem);
      for (const method of METHODS) {
        const operation = member(item, method);
        if (!isTree(operation) || callbacks.length >= MAX_CALLBACKS) continue;
        const unused = new Set<string>();
        const body = buildBody(member(operation, "requestBody"), site, unused, `${place}.${name}`);
        callbacks.push({
          name: cutText(name, 200),
          expression: cutText(expression, 1_000),
          method,
          summary: cutText(textAt(operation, "summary") ?? name, 200),
          ...description(operation, site.by),
          ...(body && { requestBody: body.shown }),
          responses: buildResponses(
            treeAt(operation, "responses"),
            site,
            unused,
            `${place}.${name}`,
            new Map(),
          ).shown,
        });
      }
    }
  }
  return callbacks;
}

function firstSentence(text: string): string {
  return /^.{10,}?[.!?](?=\s|$)/.exec(text.slice(0, 400))?.[0] ?? text.slice(0, 200);
}
