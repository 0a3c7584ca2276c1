import type { DocumentName } from "./documents.ts";
import { FLOOR, FLOOR_NAVIGATION, PORTICO, type Result, type Row, resultOf } from "./table.ts";

const OURS = [PORTICO, FLOOR, FLOOR_NAVIGATION];
const GOAL = { timesFasterThanFastestPeer: 10, timesTheFloor: 1.5 };

interface Comparison {
  porticoMs: number;
  floorMs: number;
  fastestPeer: string;
  fastestPeerMs: number;
  timesFaster: number;
  timesTheFloor: number;
}

interface Verdict {
  values: Record<string, Record<string, Result>>;
  /** Null where we or the floor were not visited. */
  ratio: Record<string, Comparison | null>;
  goal: typeof GOAL;
  holds: boolean;
}

/**
 * Compares page by page; a peer that never shows the text counts as if it had done so when its time ran out. A page
 * that nobody else was tried with, for want of time, proves nothing.
 */
export function judge(rows: readonly Row[], limitMs: number): Verdict {
  const values: Verdict["values"] = {};
  const ratio: Verdict["ratio"] = {};
  for (const document of new Set(rows.map((row) => row.document)))
    for (const page of ["first", "last"] as const) {
      const results = resultsOf(rows, document, page);
      values[`${document} ${page}`] = Object.fromEntries(
        results.map(([name, result]) => [name, rounded(result)]),
      );
      ratio[`${document} ${page}`] = compare(results, limitMs);
    }
  const all = Object.values(ratio);
  const holds =
    all.length > 0 &&
    all.every(
      (one) =>
        one !== null &&
        one.timesFaster >= GOAL.timesFasterThanFastestPeer &&
        one.timesTheFloor <= GOAL.timesTheFloor,
    );
  return { values, ratio, goal: GOAL, holds };
}

function resultsOf(rows: readonly Row[], document: DocumentName, page: Row["page"]): [string, Result][] {
  return rows
    .filter((row) => row.document === document && row.page === page)
    .map((row) => [row.renderer, resultOf(row)]);
}

function compare(results: readonly [string, Result][], limitMs: number): Comparison | null {
  if ([PORTICO, FLOOR].some((name) => results.find(([one]) => one === name)?.[1] === "not tried"))
    return null;
  const msOf = (result: Result | undefined): number => (typeof result === "object" ? result.textMs : limitMs);
  const msOfName = (name: string): number => msOf(results.find(([one]) => one === name)?.[1]);
  const [fastest] = results
    .filter(([name, result]) => !OURS.includes(name) && result !== "not tried")
    .sort(([, a], [, b]) => msOf(a) - msOf(b));
  const porticoMs = msOfName(PORTICO);
  const floorMs = msOfName(FLOOR);
  const fastestPeerMs = fastest ? msOf(fastest[1]) : 0;
  return {
    porticoMs: Math.round(porticoMs),
    floorMs: Math.round(floorMs),
    fastestPeer: fastest?.[0] ?? "none",
    fastestPeerMs: Math.round(fastestPeerMs),
    timesFaster: tenth(fastestPeerMs / porticoMs),
    timesTheFloor: tenth(porticoMs / floorMs),
  };
}

function rounded(result: Result): Result {
  if (typeof result !== "object") return result;
  const entries = Object.entries(result).map(([name, value]) => [name, tenth(value)]);
  return Object.fromEntries(entries) as Exclude<Result, string>; // the same members, shorter
}

function tenth(value: number): number {
  return Math.round(value * 100) / 100;
}
