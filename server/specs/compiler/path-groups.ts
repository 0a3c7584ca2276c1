import type { FoundOperation } from "./find-operations.ts";

/** Stands for a tag where there is none. */
export const UNTAGGED = "general";

/** Fewer operations than this are found in one list. */
const FEW_OPERATIONS = 20;
const VERSION = /^v?\d+([._]\d+)*([._-]?(alpha|beta|rc)\d*)?$/i;

/**
 * Groups for a document that names no tags: what its addresses are about, which is their first word behind what all of
 * them share. "/v1/payment_intents/{id}/capture" stands under "Payment intents".
 */
export function pathGroups(operations: FoundOperation[]): (operation: FoundOperation) => string {
  const calls = operations.filter(({ isWebhook }) => !isWebhook);
  if (calls.length <= FEW_OPERATIONS) return () => UNTAGGED;
  const shared = sharedStart(calls.map(({ path }) => wordsOf(path)));
  const groupOf = ({ path }: FoundOperation): string => titled(wordsOf(path).slice(shared)[0]);
  const isUseful = new Set(calls.map(groupOf)).size > 1;
  return isUseful ? groupOf : () => UNTAGGED;
}

function wordsOf(path: string): string[] {
  return (path.split(/[?#]/)[0] ?? "")
    .split("/")
    .filter((word) => word !== "" && !/[{}]/.test(word) && !VERSION.test(word));
}

/** How many words stand before every address that has more of them. */
function sharedStart(paths: string[][]): number {
  let shared = 0;
  while (paths.every((words) => words.length > shared + 1 && words[shared] === paths[0]?.[shared])) shared++;
  return shared;
}

function titled(word: string | undefined): string {
  const text = (word ?? "")
    .replace(/\.[a-z]+$/i, "")
    .replace(/[_\-.:]+/g, " ")
    .trim();
  return text ? text.charAt(0).toUpperCase() + text.slice(1) : UNTAGGED;
}
