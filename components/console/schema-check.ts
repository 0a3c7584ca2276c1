import { type OutputUnit, type Schema, Validator } from "@cfworker/json-schema";
import type { Json, JsonSchema } from "#server/specs/schema.ts";
import { withoutPatterns } from "./reachable.ts";

export interface SchemaFault {
  /** JSON pointer into the value: "/address/city". */
  pointer: string;
  message: string;
}

export type SchemaCheck = (value: Json) => SchemaFault[];

/** These only pass on what a schema inside them found. */
const CARRIERS = new Set([
  "$ref",
  "$dynamicRef",
  "$recursiveRef",
  "properties",
  "patternProperties",
  "items",
  "prefixItems",
  "additionalItems",
  "additionalProperties",
  "unevaluatedProperties",
  "allOf",
  "contentSchema",
  "dependentSchemas",
]);
const MAX_FAULTS = 25;

/** A check of values against a JSON Schema whose references are "#/$defs/…". It evaluates no code. */
export function schemaCheck(schema: JsonSchema, $defs: Record<string, JsonSchema>): SchemaCheck {
  if (typeof schema === "boolean") return () => (schema ? [] : [{ pointer: "", message: "No value fits." }]);
  const whole = withoutPatterns({ ...schema, $defs });
  const validator = new Validator(isSchema(whole) ? whole : {}, "2020-12", false);
  return (value) => {
    try {
      return told(validator.validate(value).errors);
    } catch {
      return []; // a document that refers to nothing cannot be checked here; the server will say
    }
  };
}

function isSchema(value: Json): value is Schema & { [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function told(errors: OutputUnit[]): SchemaFault[] {
  const faults = leaves(errors).map((error) => ({
    pointer: decodeFragment(error.instanceLocation),
    message: messageOf(error),
  }));
  const seen = new Set<string>();
  return faults
    .filter(({ pointer, message }) => {
      const id = `${pointer} ${message}`;
      return !seen.has(id) && seen.add(id);
    })
    .slice(0, MAX_FAULTS);
}

/** The errors worth reading: of alternatives, the nearest miss; of carriers, what they carry. */
function leaves(errors: OutputUnit[]): OutputUnit[] {
  const choices = errors.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
  const outer = choices.filter(
    (one) => !choices.some((other) => other !== one && isInside(one.keywordLocation, other.keywordLocation)),
  );
  const plain = errors.filter(
    (error) =>
      !outer.some((choice) => error === choice || isInside(error.keywordLocation, choice.keywordLocation)),
  );
  const kept = plain.filter(({ keyword }) => !CARRIERS.has(keyword));
  return [...kept, ...outer.flatMap((choice) => nearestMiss(choice, errors))];
}

function nearestMiss(choice: OutputUnit, errors: OutputUnit[]): OutputUnit[] {
  const branches = new Map<string, OutputUnit[]>();
  for (const error of errors) {
    if (error === choice || !isInside(error.keywordLocation, choice.keywordLocation)) continue;
    const branch = error.keywordLocation.slice(choice.keywordLocation.length + 1).split("/")[0] ?? "";
    branches.set(branch, [...(branches.get(branch) ?? []), error]);
  }
  const candidates = [...branches.values()].map(leaves).filter((found) => found.length > 0);
  const missesType = (found: OutputUnit[]) =>
    found.some(
      ({ keyword, instanceLocation }) =>
        ["type", "const", "enum"].includes(keyword) && instanceLocation === choice.instanceLocation,
    );
  const near = candidates.filter((found) => !missesType(found)).sort((a, b) => a.length - b.length);
  return near.length === 1 && near[0] ? near[0] : [choice];
}

function isInside(location: string, outer: string): boolean {
  return location.startsWith(`${outer}/`);
}

function decodeFragment(location: string): string {
  try {
    return decodeURIComponent(location.replace(/^#/, ""));
  } catch {
    return location.replace(/^#/, "");
  }
}

/** The schema's own words in the reader's language; numbers are taken out of the validator's. */
function messageOf({ keyword, error }: OutputUnit): string {
  const quoted = [...error.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? "");
  const last = quoted.at(-1) ?? "";
  const bound = /(-?[\d.e+]+)\)?\.$/i.exec(error)?.[1] ?? "";
  switch (keyword) {
    case "required":
      return `“${last}” is missing.`;
    case "type":
      return `This must be ${quoted.slice(1).join(" or ")}.`;
    case "enum":
      return `This must be one of ${error.slice(error.indexOf("[") + 1, error.lastIndexOf("]")).replaceAll(",", ", ")}.`;
    case "format":
      return `This is not a valid ${last}.`;
    case "pattern":
      return "This does not match the pattern that the document asks for.";
    case "minLength":
      return `At least ${bound} characters.`;
    case "maxLength":
      return `At most ${bound} characters.`;
    case "minItems":
      return `At least ${bound} entries.`;
    case "maxItems":
      return `At most ${bound} entries.`;
    case "minimum":
      return `At least ${bound}.`;
    case "maximum":
      return `At most ${bound}.`;
    case "false":
      return "This is not known here.";
    case "oneOf":
    case "anyOf":
      return "This fits none of the forms that the document allows.";
    default:
      return error;
  }
}
