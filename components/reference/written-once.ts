import { cache } from "react";
import { handOver } from "./handed-over.ts";

/** Shorter markup costs less than the detour. */
const LEAST_CHARACTERS = 1_000;

const request = cache(() => ({ isDocument: false }));

/**
 * Says that the request at hand is for a whole document, before anything of its page is rendered. Long markup would
 * travel twice in it: once to be seen, once more in what React hydrates from. It is written once instead.
 */
export function writeMarkupOnce(): void {
  request().isDocument = true;
}

/** The id under which the document will write this markup; null when it has to travel with the components. */
export function writtenOnce(text: string): string | null {
  return text.length >= LEAST_CHARACTERS && request().isDocument ? handOver(text) : null;
}
