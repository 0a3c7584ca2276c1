import type { Html } from "./html.ts";

/** Puts markup that was written as a string into the page. */
export function Markup({ html, className }: { html: Html; className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: every value in an Html was escaped or sanitised
  return <div className={className} dangerouslySetInnerHTML={{ __html: html.text }} />;
}
