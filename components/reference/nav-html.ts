import { routes } from "#lib/routes.ts";
import { chainOf, type TagTree, type TopTag, tagTree } from "#lib/tag-tree.ts";
import type { DocumentOverview, OperationSummary, SchemaRef, TagSummary } from "#server/specs/schema.ts";
import { type Html, html } from "./html.ts";
import { methodHtml } from "./method-html.ts";

/** Which page of a reference is being read. */
export interface NavPlace {
  kind: "overview" | "operations" | "schemas" | "tag" | "operation" | "schema";
  key?: string;
  /** Of a tag itself, or of the operation. */
  tag?: string | undefined;
}

interface NavDocument {
  api: string;
  version: string;
  overview: Pick<DocumentOverview, "tags" | "tagGroups">;
}

export interface NavPage extends NavDocument {
  operationCount: number;
  webhookCount: number;
  schemaCount: number;
  current: NavPlace;
  /** Those of the current tag. */
  operations: OperationSummary[];
  /** Those around the current schema. */
  schemas: SchemaRef[];
}

/** So many are shown at once; what lies beyond is asked for, or found on a page of its own. */
const MOST_TAGS = 50;
const MOST_OPERATIONS = 50;
const MOST_MORE = 200;

/** The way around a reference: the tags by level, and the operations of the current one only. */
export function navHtml(page: NavPage): Html {
  const { api, version, current, schemas, schemaCount } = page;
  const tree = tagTree(page.overview);
  const chain = chainOf(current.tag, tree);
  const at = tree.top.findIndex(({ tag }) => tag === chain[0]);
  const { from, to } = windowAround(at, tree.top.length, MOST_TAGS);
  const rows = topHtml(tree.top.slice(from, to), (tag) => tagHtml(tag, page, tree, chain));
  const overviewHref = routes.version(api, version);
  const schemaRows = schemas.map(
    ({ key, name }) =>
      html`<li><a class="nav-schema" href="${routes.schema(api, version, key)}"${
        current.kind === "schema" && current.key === key && html` aria-current="page"`
      }>${name}</a></li>`,
  );
  return html`<ul class="nav-tags"><li><a href="${overviewHref}"${
    current.kind === "overview" && html` aria-current="page"`
  }>Overview</a></li><li><a href="${routes.operations(api, version)}" data-within="1"${
    current.kind === "operations" && html` aria-current="page"`
  }>All operations<span class="nav-count">${page.operationCount}</span></a></li>${beforeHtml(page, from)}${rows}${afterHtml(page, to, tree.top.length)}${
    page.webhookCount > 0 &&
    html`<li><a href="${routes.webhooks(api, version)}" data-within="1">Webhooks<span class="nav-count">${page.webhookCount}</span></a></li>`
  }${
    schemaCount > 0 &&
    html`<li><a href="${routes.schemas(api, version)}" data-within="1"${
      current.kind === "schemas" && html` aria-current="page"`
    }>Schemas<span class="nav-count">${schemaCount}</span></a>${
      schemaRows.length > 0 && html`<ul class="nav-operations">${schemaRows}</ul>`
    }</li>`
  }</ul>`;
}

/** More tags of the first level, as the reader asks for them: those before one place, or those after it. */
export function navPartHtml(part: NavDocument & { way: "before" | "after"; at: number }): Html {
  const tree = tagTree(part.overview);
  const at = Math.max(0, Math.min(part.at, tree.top.length));
  const from = part.way === "before" ? Math.max(0, at - MOST_MORE) : at;
  const to = part.way === "before" ? at : Math.min(at + MOST_MORE, tree.top.length);
  const rows = topHtml(tree.top.slice(from, to), (tag) => tagHtml(tag, part, tree, []));
  return part.way === "before"
    ? html`${beforeHtml(part, from)}${rows}`
    : html`${rows}${afterHtml(part, to, tree.top.length)}`;
}

/** What is in one tag: the tags under it and its operations. */
export function navTagHtml(
  part: NavDocument & { tag: string; operations: OperationSummary[]; operation?: string | undefined },
): Html {
  const tree = tagTree(part.overview);
  return branchHtml(part.tag, part, tree, [], part.operations, part.operation);
}

function topHtml(top: TopTag<TagSummary>[], row: (tag: TagSummary) => Html): Html[] {
  return top.map(
    ({ tag, heading }, i) =>
      html`${heading && heading !== top[i - 1]?.heading && html`<li class="nav-heading">${heading}</li>`}${row(tag)}`,
  );
}

function beforeHtml(part: NavDocument, count: number): Html | false {
  return count > 0 && moreHtml(part, `before=${count}`, `${count} earlier groups`);
}

function afterHtml(part: NavDocument, from: number, total: number): Html | false {
  return from < total && moreHtml(part, `after=${from}`, `${total - from} more groups`);
}

/** Without a script it leads to the page that lists them all. */
function moreHtml({ api, version }: NavDocument, query: string, words: string): Html {
  return html`<li><a class="nav-more" href="${routes.version(api, version)}#operations" data-more="${query}">${words}</a></li>`;
}

function tagHtml(
  tag: TagSummary,
  page: NavDocument & Partial<Pick<NavPage, "current" | "operations">>,
  tree: TagTree<TagSummary>,
  chain: TagSummary[],
): Html {
  const { api, version, current } = page;
  const isCurrent = current?.tag === tag.key;
  const isOpen = chain.includes(tag);
  const operations = isCurrent ? page.operations : undefined;
  return html`<li data-tag="${tag.key}"><div class="nav-row"><a class="nav-tag" href="${routes.tag(api, version, tag.key)}" data-within="1"${
    isCurrent && current?.kind === "tag" && html` aria-current="page"`
  }>${tag.name}<span class="nav-count">${tag.operationCount || ""}</span></a><button type="button" class="nav-fold needs-script" data-fold aria-expanded="${String(isOpen)}" aria-label="Operations of ${tag.name}"></button></div>${
    isOpen &&
    branchHtml(
      tag.key,
      page,
      tree,
      chain,
      operations,
      current?.kind === "operation" ? current.key : undefined,
    )
  }</li>`;
}

function branchHtml(
  key: string,
  page: NavDocument & Partial<Pick<NavPage, "current" | "operations">>,
  tree: TagTree<TagSummary>,
  chain: TagSummary[],
  operations: OperationSummary[] | undefined,
  operation: string | undefined,
): Html {
  const children = tree.childrenOf.get(key) ?? [];
  const shownChildren = children.slice(0, MOST_MORE).map((child) => tagHtml(child, page, tree, chain));
  const count = operations?.length ?? tree.byKey.get(key)?.operationCount ?? 0;
  const at = operations?.findIndex((entry) => entry.key === operation) ?? -1;
  const { from, to } = windowAround(at, operations?.length ?? 0, MOST_OPERATIONS);
  const rows = (operations ?? []).slice(from, to).map((entry) => operationHtml(entry, page, operation));
  const href = routes.tag(page.api, page.version, key);
  return html`<ul class="nav-operations">${shownChildren}${rows}${
    rows.length < count &&
    html`<li><a class="nav-more" href="${href}" data-within="1">All ${count} operations</a></li>`
  }</ul>`;
}

function operationHtml(
  { key, method, path, summary, isDeprecated }: OperationSummary,
  { api, version }: NavDocument,
  operation: string | undefined,
): Html {
  return html`<li><a class="nav-operation${isDeprecated && " is-old"}" href="${routes.operation(api, version, key)}"${
    key === operation && html` aria-current="page"`
  } data-within="1">${methodHtml(method)}<span>${summary || path}</span></a></li>`;
}

/** The part of a long list to show: its beginning, or what lies around the current one. */
function windowAround(at: number, length: number, most: number): { from: number; to: number } {
  const from = Math.max(0, Math.min(at - Math.floor(most / 3), length - most));
  return { from, to: Math.min(length, from + most) };
}
