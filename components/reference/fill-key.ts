import { KEY_PLACEHOLDER } from "#lib/call-draft.ts";

/** As wide as the placeholder, so that nothing moves. */
const MASKED = "portico_tk_…";

/**
 * Puts the credential in the placeholder's place. It is shown masked and copied whole: the text is in the page, the
 * mask is drawn over it. Null puts the placeholder back.
 */
export function fillKey(root: HTMLElement, key: string | null): void {
  for (const span of root.querySelectorAll(".trial-key")) {
    if (key) span.textContent = key;
    else span.replaceWith(KEY_PLACEHOLDER);
  }
  if (!key) return;
  for (const node of placeholders(root)) {
    const at = node.data.indexOf(KEY_PLACEHOLDER);
    const rest = node.splitText(at);
    rest.splitText(KEY_PLACEHOLDER.length);
    const span = document.createElement("span");
    span.className = "trial-key";
    span.dataset.masked = MASKED;
    span.textContent = key;
    rest.replaceWith(span);
  }
}

function placeholders(root: HTMLElement): Text[] {
  const found: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text && node.data.includes(KEY_PLACEHOLDER)) found.push(node);
  }
  return found;
}
