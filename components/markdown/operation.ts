import { statusWords } from "#components/reference/status-words.ts";
import { methodWord } from "#lib/method.ts";
import type {
  CompiledCallback,
  CompiledLink,
  CompiledMedia,
  CompiledOperation,
  CompiledResponse,
  DocumentOverview,
  ExampleText,
  OperationPage,
  SecurityAlternative,
} from "#server/specs/schema.ts";
import type { Place } from "./addresses.ts";
import { fromHtml } from "./from-html.ts";
import { parametersTable } from "./parameters.ts";
import { furtherDocs, lineOf, schemaMarkdown, typeMarkdown } from "./schema.ts";
import { blocks, code, codeBlock, line, link, page, table } from "./write.ts";

const MOST_EXAMPLES = 3;
const MOST_EXAMPLE_CHARS = 8_000;

/** The page of one operation or webhook. */
export function operationMarkdown(
  { operation, previous, next }: OperationPage,
  overview: DocumentOverview,
  place: Place,
): string {
  const { api, version, to } = place;
  const call = code(
    operation.isWebhook ? operation.path : `${methodWord(operation.method)} ${operation.path}`,
  );
  const inputs = parametersTable(operation.parameters, place);
  const steps = [
    previous &&
      `Previous: ${link(previous.summary || previous.path, to.operation(api.slug, version, previous.key))}`,
    next && `Next: ${link(next.summary || next.path, to.operation(api.slug, version, next.key))}`,
  ].filter((step) => typeof step === "string");
  return page([
    `# ${line(operation.summary || operation.path, 200)}`,
    operation.isWebhook ? `Webhook ${call}` : call,
    `Part of ${link(`${api.name} ${version}`, to.version(api.slug, version))}, ${link(operation.tagName, to.tag(api.slug, version, operation.tag))}.${standing(operation)}`,
    fromHtml(operation.descriptionHtml, to.origin),
    furtherDocs(operation.externalDocs, place),
    !operation.isWebhook && `## Where to call\n\n${servers(operation, overview, place)}`,
    !operation.isWebhook && `## Authentication\n\n${security(operation.security, overview)}`,
    inputs && `## Parameters\n\n${inputs}`,
    requestBody(operation, place),
    responses(operation.responses, place, operation.isWebhook ? "What you answer" : "Responses"),
    callbacks(operation, overview, place),
    steps.length > 0 && `---\n\n${steps.join(" · ")}`,
  ]);
}

function standing({ isDeprecated, deprecatedOn, sunsetOn }: CompiledOperation): string {
  const since = deprecatedOn ? ` since ${line(deprecatedOn, 40)}` : "";
  const ends = sunsetOn ? ` **Ends on ${line(sunsetOn, 40)}.**` : "";
  return `${isDeprecated ? ` **Deprecated${since}.**` : ""}${ends}`;
}

function servers(operation: CompiledOperation, overview: DocumentOverview, place: Place): string {
  const own = operation.servers.length > 0 ? operation.servers : overview.servers;
  return [
    `- Sandbox: ${code(`${place.to.origin}/sandbox/${place.api.slug}/${place.version}${operation.path}`)}`,
    ...own.slice(0, 10).map(({ url, name }) => `- ${name ? line(name, 80) : "Live"}: ${code(url)}`),
  ].join("\n");
}

export function security(alternatives: SecurityAlternative[], overview: DocumentOverview): string {
  if (alternatives.length === 0) return "None is stated.";
  const one = ({ schemes }: SecurityAlternative): string =>
    schemes.length === 0
      ? "- no credential"
      : `- ${schemes
          .map(({ name, scopes }) => {
            const scheme = overview.securitySchemes.find((known) => known.name === name);
            const how = scheme ? ` (${schemeWords(scheme)})` : "";
            const wanted = scopes.length > 0 ? ` with ${scopes.map((scope) => code(scope)).join(", ")}` : "";
            return `${code(name)}${how}${wanted}`;
          })
          .join(" and ")}`;
  return `One of:\n\n${alternatives.map(one).join("\n")}`;
}

export function schemeWords(scheme: DocumentOverview["securitySchemes"][number]): string {
  if (scheme.type === "apiKey") return `API key in the ${scheme.in} ${code(scheme.parameterName ?? "")}`;
  if (scheme.type === "http") return `HTTP ${line(scheme.scheme ?? "", 40)}`;
  if (scheme.type === "oauth2") return "OAuth 2";
  return scheme.type === "mutualTLS" ? "client certificate" : "OpenID Connect";
}

function requestBody(operation: CompiledOperation, place: Place): string | false {
  const body = operation.requestBody;
  if (!body) return false;
  return blocks([
    `## ${operation.isWebhook ? "What is sent" : "Request body"}`,
    body.isRequired ? "Required." : "Optional.",
    fromHtml(body.descriptionHtml, place.to.origin),
    ...body.media.map((media) => mediaMarkdown(media, place)),
  ]);
}

function responses(list: CompiledResponse[], place: Place, title: string, level: 2 | 4 = 2): string | false {
  if (list.length === 0) return false;
  const mark = "#".repeat(level);
  return blocks([
    `${mark} ${title}`,
    ...list.map((response) =>
      blocks([
        `${mark}# ${line(response.status, 20)} ${line(response.summary ?? statusWords(response.status), 120)}`.trimEnd(),
        fromHtml(response.descriptionHtml, place.to.origin, level === 2 ? 4 : 5),
        response.headers.length > 0 &&
          table(
            ["Header", "Type", "Description"],
            response.headers.map((header) => [
              code(header.name),
              header.schema ? typeMarkdown(header.schema, place) : "",
              lineOf(header.descriptionHtml, place),
            ]),
          ),
        ...response.media.map((media) => mediaMarkdown(media, place)),
        response.links.length > 0 &&
          `What can follow:\n\n${response.links.map((one) => linkRow(one, place)).join("\n")}`,
      ]),
    ),
  ]);
}

function linkRow(next: CompiledLink, { api, version, to }: Place): string {
  const { name, operationKey, target, parameters = [], requestBody, server } = next;
  const called = operationKey
    ? link(target ?? operationKey, to.operation(api.slug, version, operationKey))
    : code(target ?? "");
  const values = [
    ...parameters.map((one) => `${code(one.name)} from ${code(one.value)}`),
    ...(requestBody === undefined ? [] : [`the body from ${code(requestBody.slice(0, 500))}`]),
  ];
  const said = lineOf(next.descriptionHtml, { api, version, to });
  return `- ${[
    `${code(name)}${called ? `: ${called}` : ""}`,
    values.length > 0 ? `with ${values.join(", ")}` : "",
    server ? `at ${code(server.url)}` : "",
  ]
    .filter(Boolean)
    .join(" ")}${said ? `. ${said}` : ""}`;
}

function mediaMarkdown(media: CompiledMedia, place: Place): string {
  return blocks([
    `Content type ${code(media.mediaType)}`,
    media.schema && schemaMarkdown(media.schema, place),
    media.itemSchema && `Each item of the stream:\n\n${schemaMarkdown(media.itemSchema, place)}`,
    examplesMarkdown(media.examples),
  ]);
}

export function examplesMarkdown(examples: ExampleText[]): string {
  return blocks(
    examples.slice(0, MOST_EXAMPLES).map((example) => {
      const name = example.summary ?? example.name;
      const text = example.text.slice(0, MOST_EXAMPLE_CHARS);
      const isCut = example.isCut || text.length < example.text.length;
      return text === ""
        ? ""
        : `Example${name && !example.isGenerated ? ` (${line(name, 120)})` : ""}:\n\n${codeBlock(isCut ? `${text}\n…` : text, example.language)}`;
    }),
  );
}

function callbacks(operation: CompiledOperation, overview: DocumentOverview, place: Place): string | false {
  if (operation.callbacks.length === 0) return false;
  return blocks([
    "## Callbacks",
    ...operation.callbacks.map((callback) => callbackMarkdown(callback, overview, place)),
  ]);
}

function callbackMarkdown(callback: CompiledCallback, overview: DocumentOverview, place: Place): string {
  const { parameters = [], requestBody, servers = [] } = callback;
  const inputs = parametersTable(parameters, place);
  return blocks([
    `### ${line(callback.summary || callback.name, 160)}`,
    `${code(`${methodWord(callback.method)} ${callback.expression}`)}${callback.isDeprecated ? " **Deprecated.**" : ""}`,
    fromHtml(callback.descriptionHtml, place.to.origin, 4),
    furtherDocs(callback.externalDocs, place),
    servers.length > 0 && `Sent to ${servers.map(({ url }) => code(url)).join(", ")}.`,
    callback.security && `#### Authentication\n\n${security(callback.security, overview)}`,
    inputs && `#### Parameters\n\n${inputs}`,
    requestBody && "#### What is sent",
    requestBody && fromHtml(requestBody.descriptionHtml, place.to.origin, 5),
    ...(requestBody?.media ?? []).map((media) => mediaMarkdown(media, place)),
    responses(callback.responses, place, "What you answer", 4),
  ]);
}

/** An operation as a list row. */
export function operationRow(
  operation: { key: string; method: string; path: string; summary: string; isWebhook?: boolean },
  place: Place,
): string {
  const call = operation.isWebhook ? operation.path : `${methodWord(operation.method)} ${operation.path}`;
  const href = place.to.operation(place.api.slug, place.version, operation.key);
  return `- ${link(operation.summary || call, href)}: ${code(call)}`;
}
