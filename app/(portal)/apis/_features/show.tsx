import { renderToStaticMarkup } from "react-dom/server";
import { Markup } from "#components/reference/markup.tsx";
import { OperationArticle } from "#components/reference/operation-article.tsx";
import { schemaHtml } from "#components/reference/schema-html.ts";
import { routes } from "#lib/routes.ts";
import { compileDocument, getOperation, getOverview, getSchema } from "#server/specs/index.ts";
import type { Json } from "#server/specs/schema.ts";
import type { Shown } from "./feature.ts";

/** The markup of a page of a document, compiled and stored as a publisher's would be. */
export async function show(document: Json, page: Shown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const { documentId } = await compileDocument({ bytes, sourceName: "small.json" });
  return renderToStaticMarkup(await elementOf(documentId, page));
}

/** What a reader sees of markup: its text, entities decoded, spaces joined. */
export function textOf(markup: string): string {
  return markup
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#x?[\da-f]+;|&[a-z]+;/gi, decode)
    .replace(/\s+/g, " ");
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function decode(entity: string): string {
  const name = entity.slice(1, -1);
  if (!name.startsWith("#")) return NAMED[name] ?? entity;
  const isHex = /^#x/i.test(name);
  return String.fromCodePoint(Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10));
}

async function elementOf(documentId: string, page: Shown) {
  if (page === "overview") throw new Error("The overview is not shown here yet.");
  if ("schema" in page) {
    const { schema } = await getSchema(documentId, page.schema);
    const view = { href: (key: string) => routes.schema("small", "v1", key), idPrefix: "schema" };
    return <Markup html={schemaHtml({ ...schema, ref: undefined }, view)} />;
  }
  const [overview, operation] = await Promise.all([
    getOverview(documentId),
    getOperation(documentId, page.operation),
  ]);
  return <OperationArticle api="small" version="v1" page={operation} overview={overview} samples={null} />;
}
