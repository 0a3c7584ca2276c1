import type { DocumentName } from "./documents.ts";
import type { Costs, Measured, Seen } from "./measure-page.ts";

export const PORTICO = "Portico";
export const FLOOR = "Floor: the article alone";
export const FLOOR_NAVIGATION = "Floor: with every link";

/** All rounds of one renderer on one page of one document. */
export interface Row {
  document: DocumentName;
  renderer: string;
  page: "first" | "last";
  rounds: Measured[];
}

/** What one row comes down to: the median of its rounds, or the word for why there is none. */
export type Result = ({ textMs: number } & Costs) | "never" | "crashed" | "not tried";

/** A renderer that failed once is not tried again, and its failure is its result. */
export function resultOf({ rounds }: Row): Result {
  const failed = rounds.find((round) => round.outcome !== "shown");
  if (failed) return failed.outcome === "crashed" ? "crashed" : "never";
  if (rounds.length === 0) return "not tried";
  const seen = rounds.filter((round): round is Seen => round.outcome === "shown");
  const of = (cost: keyof Costs | "textMs"): number => median(seen.map((round) => round[cost]));
  return {
    textMs: of("textMs"),
    kb: of("kb"),
    requests: of("requests"),
    heapMb: of("heapMb"),
    longTasks: of("longTasks"),
    longTasksMs: of("longTasksMs"),
    nodes: of("nodes"),
    layoutShift: of("layoutShift"),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function printTable(rows: readonly Row[], limitMs: number): void {
  for (const document of new Set(rows.map((row) => row.document))) {
    const ofDocument = rows.filter((row) => row.document === document);
    console.log(`\n${document}`);
    console.log(line("", ["first", "last", "KB", "requests", "heap", "long tasks", "DOM nodes"]));
    for (const renderer of new Set(ofDocument.map((row) => row.renderer))) {
      const [first, last] = (["first", "last"] as const).map((page) => {
        const row = ofDocument.find((one) => one.renderer === renderer && one.page === page);
        return row ? resultOf(row) : "not tried";
      });
      console.log(line(renderer, [cell(first, limitMs), cell(last, limitMs), ...costs(first)]));
    }
  }
}

/** "> 60 s": did not show within that time. */
function cell(result: Result | undefined, limitMs: number): string {
  if (typeof result === "object") return `${(result.textMs / 1_000).toFixed(2)} s`;
  return result === "never" ? `> ${limitMs / 1_000} s` : (result ?? "");
}

/** Costs are those of the page that shows the first operation. */
function costs(result: Result | undefined): string[] {
  if (typeof result !== "object") return ["", "", "", "", ""];
  const { kb, requests, heapMb, longTasks, longTasksMs, nodes } = result;
  return [
    String(Math.round(kb)),
    String(requests),
    `${heapMb.toFixed(1)} MB`,
    `${longTasks} · ${Math.round(longTasksMs)} ms`,
    String(nodes),
  ];
}

function line(name: string, cells: string[]): string {
  const widths = [9, 9, 8, 9, 10, 15, 10];
  return name.padEnd(26) + cells.map((cell, i) => cell.padStart(widths[i] ?? 10)).join(" ");
}
