import type { Html } from "./html.ts";
import { WrittenMarkup } from "./written-markup.tsx";
import { writtenOnce } from "./written-once.ts";

/** Puts markup that was written as a string into the page. */
export function Markup({ html, className }: { html: Html; className?: string }) {
  const id = writtenOnce(html.text);
  if (id) return <WrittenMarkup id={id} className={className} />;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: every value in an Html was escaped or sanitised
  return <div className={className} dangerouslySetInnerHTML={{ __html: html.text }} />;
}
