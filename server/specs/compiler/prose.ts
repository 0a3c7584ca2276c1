import type { ExternalDocs } from "../schema.ts";
import type { Describer } from "./describer.ts";
import { cutText, member, textAt } from "./tree.ts";

const MAX_DESCRIPTION = 100_000;

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
