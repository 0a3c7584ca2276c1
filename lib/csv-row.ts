import { csvCell } from "./csv-cell.ts";

/** A line of CSV, of cells that no spreadsheet takes for a formula. */
export function csvRow(values: readonly unknown[]): string {
  return `${values.map((value) => csvCell(value ?? null)).join(",")}\r\n`;
}
