import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { RE2JS } from "re2js";
import type { CallableOperation, JsonSchema } from "#server/specs/schema.ts";
import { type Fault, MAX_FAULTS } from "./fault.ts";
import { type Direction, prepareSchema, STEP_KEYWORD } from "./prepare-schema.ts";

/** Null faults mean that the value could not be judged within our bounds, or that the schema cannot be used. */
export interface Judgement {
  /** With texts turned into numbers and the like where asked for. */
  value: unknown;
  faults: Omit<Fault, "in" | "name">[] | null;
}

const MAX_STEPS = 200_000;
const MAX_PATTERN_INPUT = 10_000;

/** Thrown inside a validation that has become too much work. */
class Exhausted extends Error {}

/** Judges values against one operation's schemas; compiles each schema once, on first use. */
export class Checker {
  readonly #operation: CallableOperation;
  readonly #compiled = new Map<string, WeakMap<object, ValidateFunction | null>>();
  readonly #engines = new Map<boolean, Ajv2020>();
  #steps = 0;

  constructor(operation: CallableOperation) {
    this.#operation = operation;
  }

  judge(schema: JsonSchema | undefined, value: unknown, direction: Direction, isText = false): Judgement {
    if (schema === undefined || schema === true) return { value, faults: [] };
    if (schema === false) return { value, faults: [{ pointer: "#", message: "Nothing is allowed here." }] };
    const validate = this.#compile(schema, direction, isText);
    if (!validate) return { value, faults: null };
    const holder = { value };
    this.#steps = 0;
    try {
      const isValid: boolean = validate(holder);
      if (isValid) return { value: holder.value, faults: [] };
    } catch (error) {
      if (error instanceof Exhausted || error instanceof RangeError) return { value, faults: null };
      throw error;
    }
    return { value: holder.value, faults: toFaults(validate.errors ?? []) };
  }

  #compile(
    schema: Exclude<JsonSchema, boolean>,
    direction: Direction,
    isText: boolean,
  ): ValidateFunction | null {
    const slot = `${direction} ${isText}`;
    const known = this.#compiled.get(slot) ?? new WeakMap<object, ValidateFunction | null>();
    this.#compiled.set(slot, known);
    let validate = known.get(schema);
    if (validate === undefined) {
      validate = this.#tryCompile(schema, direction, isText);
      known.set(schema, validate);
    }
    return validate;
  }

  #tryCompile(schema: JsonSchema, direction: Direction, isText: boolean): ValidateFunction | null {
    try {
      const prepared = prepareSchema(schema, this.#operation.$defs, direction);
      const { $defs, ...own } = typeof prepared === "object" ? prepared : { $defs: {} };
      const engine = this.#engines.get(isText) ?? this.#createEngine(isText);
      this.#engines.set(isText, engine);
      return engine.compile({ type: "object", properties: { value: own }, $defs });
    } catch {
      // A published document may hold schemas that no validator takes; the call is then answered unchecked.
      return null;
    }
  }

  #createEngine(isText: boolean): Ajv2020 {
    const ajv = new Ajv2020({
      strict: false,
      allErrors: true,
      coerceTypes: isText,
      validateSchema: false,
      meta: false,
      addUsedSchema: false,
      inlineRefs: false,
      logger: false,
      code: { regExp: linearRegExp },
    });
    addFormats.default(ajv);
    boundFormats(ajv);
    ajv.addKeyword({
      keyword: STEP_KEYWORD,
      validate: () => {
        if (++this.#steps > MAX_STEPS) throw new Exhausted();
        return true;
      },
    });
    // The library compares every pair of items; a list of a caller may be long.
    ajv.removeKeyword("uniqueItems");
    ajv.addKeyword({
      keyword: "uniqueItems",
      type: "array",
      schemaType: "boolean",
      compile: (isOn: boolean) => (items: unknown[]) =>
        !isOn || new Set(items.map(canonical)).size === items.length,
      error: { message: "must not hold the same item twice" },
    });
    return ajv;
  }
}

/** Patterns of others run on an engine without backtracking; what it cannot express is not checked. */
const linearRegExp = Object.assign(
  (pattern: string) => {
    const compiled = compilePattern(pattern);
    return {
      test: (text: string) => !compiled || text.length > MAX_PATTERN_INPUT || compiled.matcher(text).find(),
    };
  },
  { code: "new RegExp" },
);

function compilePattern(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern), RE2JS.LOOKBEHINDS);
  } catch {
    return null;
  }
}

function boundFormats(ajv: Ajv2020): void {
  for (const [name, format] of Object.entries(ajv.formats)) {
    const test = format instanceof RegExp ? (text: string) => format.test(text) : format;
    if (typeof test !== "function") continue;
    ajv.addFormat(name, (text: string) => text.length <= MAX_PATTERN_INPUT && Boolean(test(text)));
  }
}

/** JSON with sorted names, so that equal values are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function toFaults(errors: ErrorObject[]): Judgement["faults"] {
  const faults = new Map<string, Omit<Fault, "in" | "name">>();
  for (const error of errors) {
    if (faults.size >= MAX_FAULTS) break;
    const { pointer, message } = describe(error);
    faults.set(pointer + message, { pointer, message });
  }
  return [...faults.values()];
}

function describe({ keyword, instancePath, params, message = "is not valid" }: ErrorObject): {
  pointer: string;
  message: string;
} {
  const here = `#${instancePath.slice("/value".length)}`;
  switch (keyword) {
    case "required":
      return { pointer: here, message: `The property "${params.missingProperty}" is missing.` };
    case "additionalProperties":
      return {
        pointer: here,
        message: `The property "${cut(params.additionalProperty)}" is not known here.`,
      };
    case "unevaluatedProperties":
      return {
        pointer: here,
        message: `The property "${cut(params.unevaluatedProperty)}" is not known here.`,
      };
    case "enum":
      return { pointer: here, message: `Must be one of ${cut(list(params.allowedValues))}.` };
    case "const":
      return { pointer: here, message: `Must be ${cut(JSON.stringify(params.allowedValue))}.` };
    case "type":
      return { pointer: here, message: `Must be ${list(params.type, " or ")}.` };
    default:
      return { pointer: here, message: `${message.charAt(0).toUpperCase()}${cut(message.slice(1))}.` };
  }
}

function list(value: unknown, glue = ", "): string {
  return Array.isArray(value)
    ? value.map((one) => (glue === ", " ? JSON.stringify(one) : String(one))).join(glue)
    : String(value);
}

function cut(text: unknown): string {
  const whole = String(text);
  return whole.length > 300 ? `${whole.slice(0, 300)}…` : whole;
}
