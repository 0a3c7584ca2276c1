import type { Finding } from "../schema.ts";

/** Why a document cannot be compiled at all; the findings say where and what to do. */
export class Rejection extends Error {
  readonly findings: Finding[];

  constructor(message: string, findings: Finding[] = []) {
    super(message);
    this.name = "Rejection";
    this.findings = findings;
  }
}

interface Place {
  line?: number;
  column?: number;
  pointer?: string;
  hint?: string;
  file?: string;
}

/** A rejection with one finding, whose message it takes. */
export function reject(rule: string, message: string, place: Place = {}): Rejection {
  return new Rejection(message, [errorFinding(rule, message, place)]);
}

export function errorFinding(rule: string, message: string, place: Place = {}): Finding {
  return finding("error", rule, message, place);
}

export function finding(
  severity: Finding["severity"],
  rule: string,
  message: string,
  place: Place = {},
): Finding {
  const { line = 0, column = 0, pointer = "", hint, file } = place;
  return { rule, severity, message, line, column, pointer, ...(hint && { hint }), ...(file && { file }) };
}

/** Line and column of an offset, both counted from 1; \r, \n and \r\n each end a line. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, Math.max(0, Math.min(offset, text.length)));
  const lines = before.split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

export function megabytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
