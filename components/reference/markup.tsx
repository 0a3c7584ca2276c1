import { placeLinks } from "#lib/reference-links.ts";
import type { Html } from "./html.ts";
import { WrittenMarkup } from "./written-markup.tsx";
import { writtenOnce } from "./written-once.ts";

/** Puts markup that was written as a string into the page; links that still wait for their place lead nowhere. */
export function Markup({ html, className }: { html: Html; className?: string }) {
  const markup = placeLinks(html.text, undefined);
  const id = writtenOnce(markup);
  if (id) return <WrittenMarkup id={id} className={className} />;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: every value in an Html was escaped or sanitised
  return <div className={className} dangerouslySetInnerHTML={{ __html: markup }} />;
}
