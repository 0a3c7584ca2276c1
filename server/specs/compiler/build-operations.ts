import { methodWord } from "#lib/method.ts";
import { LINK, plainText } from "../render-markdown.ts";
import type { CompiledOperation, OperationSummary } from "../schema.ts";
import type { OperationRow } from "../stored.ts";
import { buildCallbacks } from "./build-callbacks.ts";
import { buildParameters } from "./build-parameters.ts";
import { buildBody, buildResponses } from "./build-responses.ts";
import { extensionsOf } from "./extensions.ts";
import { type FoundOperation, isDeprecated } from "./find-operations.ts";
import { description, docsOf } from "./prose.ts";
import { securityOf } from "./security.ts";
import { serversOf } from "./servers.ts";
import type { Site } from "./site.ts";
import { cutText, member, textAt, treeAt } from "./tree.ts";

const MAX_TITLE = 120;

export function buildOperations(found: FoundOperation[], site: Site): OperationRow[] {
  return found.map((one, i) => buildOperation(one, i, site));
}

function buildOperation(found: FoundOperation, position: number, site: Site): OperationRow {
  const { by } = site;
  const { source, item, isWebhook } = found;
  const tags = site.tags.tagsOf(found);
  const markdown = textAt(source, "description") ?? textAt(item, "description") ?? "";
  const text = plainText(markdown);
  const summary = summaryOf(found, position, tags[0]?.key ?? "", text);
  const place = textAt(source, "operationId") ?? `${found.method} ${found.path}`;
  const spot = { refs: new Set<string>(), place };
  const parameters = buildParameters(item, source, site, spot);
  const body = buildBody(member(source, "requestBody"), site, spot);
  const responses = buildResponses(treeAt(source, "responses"), site, spot);
  const callbacks = buildCallbacks(treeAt(source, "callbacks"), site, place);
  const ownServers = serversOf(source, by);
  const ownSecurity = securityOf(source);
  const operation: CompiledOperation = {
    ...summary,
    tagName: tags[0]?.name ?? "",
    tags: tags.map(({ key }) => key),
    ...(tags.length > 1 && { otherTags: tags.slice(1) }),
    ...(markdown.trim() && { descriptionHtml: by.markdown(cutText(markdown, 100_000)) }),
    lead: cutText(firstSentence(text), 200),
    ...docsOf(source, by),
    parameters: parameters.shown,
    ...(body && { requestBody: body.shown }),
    responses: responses.shown,
    callbacks: callbacks.shown,
    // What a caller of the API needs is not what the API shows when it calls.
    security: ownSecurity ?? (isWebhook ? [] : (site.security ?? [])),
    ...(!isWebhook && !ownSecurity && !site.security && { isSecurityUnstated: true }),
    servers: ownServers.length > 0 ? ownServers : serversOf(item, by),
    ...ofPath(found, site),
    ...extensionsOf(source),
  };
  return {
    ...summary,
    searchText: searchTextOf(operation, text),
    body: {
      operation,
      closure: [],
      ...(callbacks.stored.length > 0 && { callbacks: callbacks.stored }),
    },
    callable: {
      parameters: parameters.stored,
      ...(body && { requestBody: body.stored }),
      responses: responses.stored,
      refs: [...spot.refs],
    },
  };
}

function summaryOf(
  { key, method, path, source, item, isWebhook }: FoundOperation,
  position: number,
  tag: string,
  text: string,
): OperationSummary {
  const operationId = textAt(source, "operationId");
  const stated = inShort(textAt(source, "summary") ?? textAt(item, "summary") ?? "");
  return {
    key,
    position,
    operationId: operationId ? cutText(operationId, 300) : null,
    method,
    path,
    tag,
    summary: cutText(stated || firstSentence(text) || operationId || `${methodWord(method)} ${path}`, 200),
    isDeprecated: isDeprecated(source),
    isWebhook,
  };
}

/** What the path says beside the operation, where the operation does not already say it in its stead. */
function ofPath(
  { source, item }: FoundOperation,
  { by }: Site,
): Pick<CompiledOperation, "pathSummary" | "pathDescriptionHtml"> {
  const summary = textAt(source, "summary") === undefined ? undefined : textAt(item, "summary");
  const { descriptionHtml } = textAt(source, "description") === undefined ? {} : description(item, by);
  return {
    ...(summary && { pathSummary: cutText(summary, 300) }),
    ...(descriptionHtml && { pathDescriptionHtml: descriptionHtml }),
  };
}

function searchTextOf(operation: CompiledOperation, text: string): string {
  const { summary, operationId, path, tagName, parameters } = operation;
  const names = parameters.map(({ name }) => name).join(" ");
  return cutText([summary, operationId, path, tagName, text, names].join(" "), 2_000);
}

/** Some write a whole description there, and Markdown, which a title does not read; names keep their underscores. */
function inShort(stated: string): string {
  const line = stated
    .replace(LINK, "$1")
    .replace(/<[^>]{0,500}>/g, " ")
    .replace(/\*\*|`/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > MAX_TITLE ? firstSentence(line) : line;
}

function firstSentence(text: string): string {
  return /^.{10,}?[.!?](?=\s|$)/.exec(text.slice(0, 400))?.[0] ?? text.slice(0, 200);
}
