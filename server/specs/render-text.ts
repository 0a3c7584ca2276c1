import { Refusal } from "#server/platform/refusal.ts";
import { firstAnswer, memoryFor, startThread, Turns } from "./limited-thread.ts";
import { renderMarkdown, renderSimple } from "./render-markdown.ts";

/** No text of this length keeps the parser for more than a moment. */
const MOST_AT_ONCE = 300;
const LIMIT_MS = 10_000;

const turns = new Turns(2, 20, "Many texts are being prepared just now. Try again in a minute.");

/**
 * What a person has written in Markdown as safe HTML. Some texts of a few kilobytes keep every parser busy for hours,
 * so that longer ones are read in a thread with limits, and refused under the name of their `field` when they meet one.
 */
export async function renderText(markdown: string, field: string): Promise<string> {
  const simple = markdown.length <= MOST_AT_ONCE ? renderMarkdown(markdown) : renderSimple(markdown);
  if (simple !== undefined) return simple;
  await turns.take();
  const worker = startThread("render-worker.ts", { markdown }, memoryFor(0));
  try {
    const html = await firstAnswer<string | null>(worker, LIMIT_MS, (met) =>
      met === "clock"
        ? new Refusal(
            "unavailable",
            "This machine is too busy just now. Nothing was saved: try it again later.",
          )
        : tangled(field),
    );
    if (html === null) throw tangled(field);
    return html;
  } finally {
    await worker.terminate();
    turns.give();
  }
}

function tangled(field: string): Refusal {
  const message =
    "This Markdown takes too long to read. Look for marks that repeat or nest very often, or shorten the text.";
  return new Refusal("invalid_input", message, { [field]: message });
}
