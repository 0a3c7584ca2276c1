import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { OperationArticle } from "#components/reference/operation-article.tsx";
import { OverviewArticle } from "#components/reference/overview-article.tsx";
import { SchemaArticle } from "#components/reference/schema-article.tsx";
import { placeTexts } from "#lib/reference-links.ts";
import {
  compileDocument,
  getOperation,
  getOverview,
  getSchema,
  listOperations,
} from "#server/specs/index.ts";
import type { Members, Shown } from "./feature.ts";

/** Compiled documents are kept by content: with the compiler's own content in it, none outlives a change to it. */
const COMPILER = globSync("server/specs/**/*.ts")
  .sort()
  .reduce((hash, file) => hash.update(readFileSync(file)), createHash("sha256"))
  .digest("hex");

/** The markup of a page of a document, compiled and stored as a publisher's would be. */
export async function show(document: Members, page: Shown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify({ ...document, "x-compiler": COMPILER }));
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

const PLACE = { api: "small", version: "v1" };

async function elementOf(documentId: string, page: Shown) {
  const overview = placeTexts(await getOverview(documentId), PLACE);
  if (page === "overview") {
    const webhooks = await listOperations(documentId, { isWebhook: true });
    return <OverviewArticle {...PLACE} overview={overview} webhooks={webhooks} sandbox={null} />;
  }
  if ("schema" in page) {
    const schema = placeTexts(await getSchema(documentId, page.schema), PLACE);
    return <SchemaArticle {...PLACE} schema={schema} />;
  }
  const operation = placeTexts(await getOperation(documentId, page.operation), PLACE);
  const samples = operation.operation.isWebhook ? null : <p>A sample.</p>;
  return <OperationArticle {...PLACE} page={operation} overview={overview} samples={samples} />;
}
