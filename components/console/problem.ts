import type { Exchange } from "./use-call.ts";

/** More is no problem document. */
const MOST_BYTES = 100_000;

/** The JSON object that came with an error. */
export function problemOf({ reply, received, bytes }: Exchange): Record<string, unknown> | null {
  if (!reply || reply.status < 400 || received?.view !== "json" || !bytes || bytes.length > MOST_BYTES)
    return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
