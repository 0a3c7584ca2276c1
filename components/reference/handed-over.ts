declare global {
  var porticoMarkup: Map<string, string> | undefined;
}

/** HTML follows components within milliseconds; a visitor who leaves in between must not leave markup behind. */
const MOST_WAITING_MS = 60_000;
/** An HTML rendering may look twice. */
const AFTER_READING_MS = 1_000;

/** Components and HTML are rendered by two bundles; what they share stands in the process. */
function waiting(): Map<string, string> {
  globalThis.porticoMarkup ??= new Map();
  return globalThis.porticoMarkup;
}

function forget(id: string, afterMs: number): void {
  const timer = setTimeout(() => waiting().delete(id), afterMs);
  if (typeof timer === "object") timer.unref();
}

/** Keeps markup for the HTML that is about to be written, and answers its id. */
export function handOver(text: string): string {
  const id = crypto.randomUUID();
  waiting().set(id, text);
  forget(id, MOST_WAITING_MS);
  return id;
}

/** The markup of that id, while the document is written. */
export function handedOver(id: string): string {
  const text = waiting().get(id);
  if (text === undefined) throw new Error("Markup was handed over and is gone.");
  forget(id, AFTER_READING_MS);
  return text;
}
