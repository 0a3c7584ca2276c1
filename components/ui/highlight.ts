import "server-only";
import { toHtml } from "hast-util-to-html";
import { common, createLowlight } from "lowlight";

const lowlight = createLowlight(common);

const ALIAS: Record<string, string> = { curl: "bash", nginx: "plaintext", http: "plaintext" };

/** Longer texts are shown plain: colour is not worth the bytes and the time. */
const MAX_CHARACTERS = 60_000;

/** The code as HTML with highlight.js class names, safe to insert; null when the language is unknown or it is too long. */
export function highlight(code: string, language: string): string | null {
  const name = ALIAS[language] ?? language;
  if (code.length > MAX_CHARACTERS || !lowlight.registered(name)) return null;
  return toHtml(lowlight.highlight(name, code));
}
