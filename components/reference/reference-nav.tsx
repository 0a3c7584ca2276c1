import { PanelLeft } from "lucide-react";
import { methodWord } from "#lib/method.ts";
import { routes } from "#lib/routes.ts";
import type { OperationSummary, TagSummary } from "#server/specs/schema.ts";
import { type Html, html } from "./html.ts";
import { Markup } from "./markup.tsx";

interface ReferenceNavProps {
  api: string;
  version: string;
  tags: TagSummary[];
  /** The tag that is unfolded, and its operations. */
  tag?: string;
  operations?: OperationSummary[];
  /** The operation being read. */
  operation?: string;
  hasSchemas: boolean;
  /** Which of the entries that are no group is being read. */
  entry?: "overview" | "schemas" | undefined;
}

/** Around the current operation; a tag of a thousand operations has a page of its own. */
const MOST_OPERATIONS = 80;
const MOST_TAGS = 300;

/** The way around a reference: every tag, and the operations of the current one only. */
export function ReferenceNav(props: ReferenceNavProps) {
  return (
    <nav aria-label="Reference" className="reference-nav">
      <label className="flex h-11 items-center gap-2 rounded-md border border-strong bg-raised px-3 text-sm font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent md:hidden">
        <input type="checkbox" className="nav-toggle absolute opacity-0" />
        <PanelLeft aria-hidden className="size-4 text-muted" />
        All operations
      </label>
      <Markup className="nav-body" html={navHtml(props)} />
    </nav>
  );
}

function navHtml(props: ReferenceNavProps): Html {
  const { api, version, tags, tag, entry } = props;
  const shown = tags.filter(({ operationCount }) => operationCount > 0).slice(0, MOST_TAGS);
  const current = tags.find(({ key }) => key === tag);
  if (current && !shown.includes(current)) shown.push(current);
  return html`<ul class="nav-tags"><li><a href="${routes.version(api, version)}"${entry === "overview" && html` aria-current="page"`}>Overview</a></li>${shown.map(
    (entry) => tagHtml(entry, props),
  )}${shown.length < tags.length && html`<li><a href="${routes.version(api, version)}#operations">All ${tags.length} groups</a></li>`}${
    props.hasSchemas &&
    html`<li><a href="${routes.version(api, version)}#schemas"${entry === "schemas" && html` aria-current="true"`}>Schemas</a></li>`
  }</ul>`;
}

function tagHtml(entry: TagSummary, props: ReferenceNavProps): Html {
  const { api, version, tag, operation } = props;
  const isCurrent = entry.key === tag;
  const href = routes.tag(api, version, entry.key);
  return html`<li><a class="nav-tag" href="${href}"${isCurrent && !operation && html` aria-current="page"`}>${entry.name}<span class="nav-count">${entry.operationCount}</span></a>${
    isCurrent && props.operations && operationsHtml(props.operations, props, href)
  }</li>`;
}

function operationsHtml(operations: OperationSummary[], props: ReferenceNavProps, tagHref: string): Html {
  const { api, version, operation } = props;
  const at = Math.max(
    0,
    operations.findIndex(({ key }) => key === operation),
  );
  const from = Math.max(0, Math.min(at - MOST_OPERATIONS / 2, operations.length - MOST_OPERATIONS));
  const shown = operations.slice(from, from + MOST_OPERATIONS);
  const rows = shown.map(
    (entry) =>
      html`<li><a class="nav-operation${entry.isDeprecated && " is-old"}" href="${routes.operation(api, version, entry.key)}"${
        entry.key === operation && html` aria-current="page"`
      }>${methodHtml(entry.method)}<span>${entry.summary || entry.path}</span></a></li>`,
  );
  const isPart = shown.length < operations.length;
  return html`<ul class="nav-operations">${rows}${isPart && html`<li><a class="nav-more" href="${tagHref}">All ${operations.length} operations</a></li>`}</ul>`;
}

const SHORT: Record<string, string> = { DELETE: "DEL", OPTIONS: "OPT" };
const COLOURED = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

/** The method as a short coloured word. */
export function methodHtml(method: string): Html {
  const word = methodWord(method);
  return html`<span class="method method-${COLOURED.has(word) ? word.toLowerCase() : "other"}"${
    SHORT[word] && html` aria-label="${word}" role="img"`
  }>${SHORT[word] ?? word}</span>`;
}
