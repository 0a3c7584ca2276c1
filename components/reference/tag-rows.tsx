import { routes } from "#lib/routes.ts";
import type { TagSummary } from "#server/specs/schema.ts";
import { html } from "./html.ts";
import { Markup } from "./markup.tsx";

interface TagRowsProps {
  api: string;
  version: string;
  tags: TagSummary[];
  /** Every tag of the document, where the rows stand for their children too. */
  all?: TagSummary[];
}

/** The groups of a document's operations, with what each is about and how many it holds. */
export function TagRows({ api, version, tags, all = [] }: TagRowsProps) {
  const childrenOf = (key: string) => all.filter(({ parent }) => parent === key);
  const rows = tags.map(
    (tag) =>
      html`<li><a href="${routes.tag(api, version, tag.key)}"><span class="tag-name">${tag.name}</span><span class="tag-about">${
        tag.summary ?? plain(tag.descriptionHtml)
      }${childrenOf(tag.key).map(({ name }) => html`<span class="tag-child">${name}</span>`)}</span><span class="nav-count">${tag.operationCount}</span></a></li>`,
  );
  return <Markup html={html`<ul class="tag-rows">${rows}</ul>`} />;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'" };

/** The first sentence or so of a rendered description, as text. */
function plain(markup: string | undefined): string {
  const text = (markup ?? "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&([a-z]+|#\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\s+/g, " ")
    .trim();
  return text.length > 140 ? `${text.slice(0, 140).replace(/\s\S*$/, "")} …` : text;
}
