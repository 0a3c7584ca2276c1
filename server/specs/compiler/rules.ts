import type { Severity } from "../schema.ts";

/** Rules that run a document's patterns against its examples: they may take for ever and have a limit of their own. */
export const EXAMPLE_RULES = [
  "no-invalid-media-type-examples",
  "no-invalid-parameter-examples",
  "no-invalid-schema-examples",
];

/** What breaks the specification is an error; what misleads a reader is a warning; taste is information. */
const ERRORS = new Set([
  "struct",
  "no-unresolved-refs",
  "operation-operationId-unique",
  "operation-parameters-unique",
  "path-declaration-must-exist",
  "path-parameters-defined",
  "path-not-include-query",
  "no-server-variables-empty-enum",
  "no-undefined-server-variable",
  "spec-components-invalid-map-name",
  "spec-no-invalid-encoding-combinations",
  "spec-no-invalid-tag-parents",
  "spec-querystring-parameters",
]);

const REMARKS = new Set([
  "info-license",
  "info-license-strict",
  "no-illogical-composition-keywords",
  "no-path-trailing-slash",
  "no-server-example.com",
  "no-server-trailing-slash",
  "no-unused-components",
  "operation-4xx-response",
  "operation-operationId",
  "operation-summary",
  "tag-description",
]);

export function severityOf(rule: string): Severity {
  if (ERRORS.has(rule)) return "error";
  return REMARKS.has(rule) ? "info" : "warning";
}

const HINTS: Record<string, string> = {
  struct: "Compare this place with the specification; a field is missing, misspelt or of the wrong type.",
  "no-unresolved-refs": "Check the spelling, or add what it refers to.",
  "external-reference": "Bundle the document first, or upload all its files as one ZIP archive.",
  "security-defined":
    "State the security of each operation, or once for the whole document; [] says that none is needed.",
  "nullable-type-sibling": "In OpenAPI 3.0 “nullable” only works beside “type”.",
  "path-parameters-defined":
    "Each {name} in the path needs a path parameter, and each path parameter a {name}.",
  "operation-operationId-unique": "Give each operation its own operationId; clients are generated from it.",
  "operation-operationId-url-safe":
    "Use letters, digits, - _ and . only; other characters are replaced in addresses.",
  "operation-summary": "A summary of a few words makes the operation easy to find.",
  "operation-operationId": "An operationId keeps the operation's address stable.",
  "operation-4xx-response": "Describe what callers get when they make a mistake.",
  "operation-2xx-response": "Describe what a successful call answers.",
  "no-ambiguous-paths": "One request could mean either path.",
  "no-identical-paths": "The two paths differ only in the names of their parameters.",
};

export function hintFor(rule: string): string | undefined {
  return Object.hasOwn(HINTS, rule) ? HINTS[rule] : undefined;
}
