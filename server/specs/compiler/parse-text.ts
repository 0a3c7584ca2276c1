import { parseYaml } from "@redocly/openapi-core";
import { parseDocument } from "yaml";
import type { Finding } from "../schema.ts";
import { finding, placeOf, reject } from "./rejection.ts";

/** Above this the slow, exact YAML reader is not tried. */
const MAX_EXACT_LENGTH = 1_000_000;

interface Parsed {
  value: unknown;
  findings: Finding[];
  isJson: boolean;
}

/** Parses JSON or YAML; a rejection names line and column. */
export function parseText(text: string, file: string): Parsed {
  const looksJson = /^\s*[[{"]/.test(text.slice(0, 200)) || /\.json$/i.test(file);
  if (looksJson) {
    try {
      return { value: JSON.parse(text), findings: [], isJson: true };
    } catch (error) {
      if (/\.json$/i.test(file) || /^\s*["{[]\s*"/.test(text.slice(0, 200)))
        throw jsonRejection(error, text, file);
    }
  }
  try {
    return { value: parseYaml(text, { filename: file }), findings: [], isJson: false };
  } catch (error) {
    return parseExactly(text, error, file);
  }
}

/** openapi-core's reader takes `200` and `"200"` for one key and refuses lists as keys; YAML does neither. */
function parseExactly(text: string, error: unknown, file: string): Parsed {
  const fault = yamlRejection(error, text, file);
  if (!/duplicated mapping key|complex keys/i.test(fault.message) || text.length > MAX_EXACT_LENGTH)
    throw fault;
  const document = parseDocument(text, { uniqueKeys: true, logLevel: "silent" });
  if (document.errors.length > 0) throw fault;
  const place = fault.findings[0];
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    findings: [
      finding(
        "error",
        /complex/.test(fault.message) ? "complex-key" : "duplicate-key",
        /complex/.test(fault.message)
          ? "A key is a list or an object; OpenAPI knows only text as keys."
          : 'Two keys differ only in their type, such as 200 and "200"; the last one counts.',
        {
          line: place?.line,
          column: place?.column,
          hint: "Write each key as a quoted string, once.",
        },
      ),
    ],
    isJson: false,
  };
}

function jsonRejection(error: unknown, text: string, file: string): Error {
  const message = error instanceof Error ? error.message : String(error);
  const position = /position (\d+)/.exec(message)?.[1];
  const place = placeOf(text, position ? Number(position) : text.length);
  const reason = message
    .replace(/\s*\(line \d+ column \d+\)/, "")
    .replace(/ in JSON at position \d+/, "")
    .replace(/, ?"?\.\.\..*$/s, "")
    .slice(0, 200);
  const hint = /^\s*(\/\/|\/\*)/m.test(text.slice(0, 5_000))
    ? "JSON allows no comments."
    : "Check for a missing comma, quote or bracket just before this place.";
  return reject("syntax", `Line ${place.line}: this is not valid JSON (${reason}).`, {
    ...place,
    hint,
    file: file.slice(1),
  });
}

function yamlRejection(error: unknown, text: string, file: string): ReturnType<typeof reject> {
  const mark = markOf(error);
  const reason = reasonOf(error);
  const place = mark ?? placeOf(text, 0);
  const hint = /tab/i.test(reason)
    ? "Indent with spaces; YAML allows no tabs."
    : /duplicated/i.test(reason)
      ? "Remove or rename one of the two."
      : /tag/i.test(reason)
        ? "Only plain YAML is read; remove the !! or ! tag."
        : "Check the indentation of this line and the one before.";
  return reject("syntax", `Line ${place.line}: this is not valid YAML (${reason}).`, {
    ...place,
    hint,
    file: file.slice(1),
  });
}

function markOf(error: unknown): { line: number; column: number } | undefined {
  if (typeof error !== "object" || error === null || !("mark" in error)) return undefined;
  const { mark } = error;
  if (typeof mark !== "object" || mark === null || !("line" in mark) || !("column" in mark)) return undefined;
  return { line: Number(mark.line) + 1, column: Number(mark.column) + 1 };
}

function reasonOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "reason" in error)
    return String(error.reason).slice(0, 300);
  return error instanceof Error
    ? (error.message.split("\n")[0] ?? "").slice(0, 300)
    : String(error).slice(0, 300);
}
