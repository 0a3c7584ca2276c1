import type { SchemaValidateFunction } from "ajv";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { RE2JS } from "re2js";
import type { CallableOperation, Json, JsonSchema } from "#server/specs/schema.ts";
import { type Fault, MAX_FAULTS } from "./fault.ts";
import { type Direction, prepareSchema, REF_KEYWORD, STEP_KEYWORD } from "./prepare-schema.ts";

/** Null faults mean that the value could not be judged within our bounds, or that the schema cannot be used. */
export interface Judgement {
  /** With texts turned into numbers and the like where asked for. */
  value: unknown;
  faults: Omit<Fault, "in" | "name">[] | null;
}

const MAX_STEPS = 200_000;
const MAX_PATTERN_INPUT = 10_000;
/** For each of a text's characters a pattern may go through all its instructions; so many take as long as a step. */
const INSTRUCTIONS_IN_A_STEP = 100;

/** Thrown inside a validation that has become too much work. */
class Exhausted extends Error {}

type Definitions = CallableOperation["$defs"];

/**
 * Judges values against the schemas of one document's operations. Each definition is compiled once for the document, on
 * first use, because operations share most of them.
 */
export class Checker {
  readonly #defs: Definitions = {};
  readonly #learned = new WeakSet<CallableOperation>();
  readonly #engines = new Map<string, Engine>();

  constructor(operation: CallableOperation) {
    this.learn(operation);
  }

  /** Takes in an operation's definitions; one that was cut from an earlier operation's is filled in. */
  learn(operation: CallableOperation): void {
    if (this.#learned.has(operation)) return;
    this.#learned.add(operation);
    const { $defs } = operation;
    for (const [key, definition] of Object.entries($defs)) {
      const known = Object.hasOwn(this.#defs, key) ? this.#defs[key] : undefined;
      if (known !== undefined && (known !== true || definition === true)) continue;
      this.#defs[key] = definition;
      if (known === true) for (const engine of this.#engines.values()) engine.forget(key);
    }
  }

  /** `isText`: the value came as texts, which become numbers and the like where the schema says so. */
  judge(schema: JsonSchema | undefined, value: unknown, direction: Direction, isText = false): Judgement {
    if (schema === undefined || schema === true) return { value, faults: [] };
    if (schema === false) return { value, faults: [{ pointer: "#", message: "Nothing is allowed here." }] };
    const slot = `${direction} ${isText}`;
    const engine = this.#engines.get(slot) ?? new Engine(this.#defs, direction, isText);
    this.#engines.set(slot, engine);
    return engine.judge(schema, value);
  }
}

class Engine {
  readonly #defs: Definitions;
  readonly #direction: Direction;
  readonly #ajv: Ajv2020;
  readonly #roots = new WeakMap<object, ValidateFunction | null>();
  readonly #definitions = new Map<string, ValidateFunction | null>();
  #steps = 0;

  constructor($defs: Definitions, direction: Direction, isText: boolean) {
    this.#defs = $defs;
    this.#direction = direction;
    this.#ajv = createAjv(isText, (steps) => this.#spend(steps));
    this.#ajv.addKeyword({
      keyword: STEP_KEYWORD,
      validate: () => {
        this.#spend();
        return true;
      },
    });
    const follow: SchemaValidateFunction = (key: string, data: unknown, _parent, context) => {
      this.#spend();
      const validate = this.#definition(key);
      const isValid: boolean = !validate || Boolean(validate.call(null, data, context));
      follow.errors = isValid ? [] : (validate?.errors ?? []);
      return isValid;
    };
    this.#ajv.addKeyword({
      keyword: REF_KEYWORD,
      schemaType: "string",
      modifying: isText,
      errors: "full",
      validate: follow,
    });
  }

  judge(schema: Exclude<JsonSchema, boolean>, value: unknown): Judgement {
    const validate = this.#root(schema);
    if (!validate) return { value, faults: null };
    const holder = { value };
    this.#steps = 0;
    try {
      const isValid: boolean = validate(holder);
      return { value: holder.value, faults: isValid ? [] : toFaults(validate.errors ?? []) };
    } catch (error) {
      if (error instanceof Exhausted || error instanceof RangeError) return { value, faults: null };
      throw error;
    }
  }

  forget(key: string): void {
    this.#definitions.delete(key);
  }

  #spend(steps = 1): void {
    this.#steps += steps;
    if (this.#steps > MAX_STEPS) throw new Exhausted();
  }

  #root(schema: Exclude<JsonSchema, boolean>): ValidateFunction | null {
    const known = this.#roots.get(schema);
    if (known !== undefined) return known;
    const validate = this.#compile(schema, (own, $defs) => ({
      type: "object",
      properties: { value: own },
      $defs,
    }));
    this.#roots.set(schema, validate);
    return validate;
  }

  #definition(key: string): ValidateFunction | null {
    const known = this.#definitions.get(key);
    if (known !== undefined) return known;
    const validate = this.#compile(this.#defs[key] ?? true, (own, $defs) =>
      typeof own === "boolean" ? own : { ...own, $defs },
    );
    this.#definitions.set(key, validate);
    return validate;
  }

  #compile(schema: JsonSchema, wrap: (own: JsonSchema, $defs: Json) => JsonSchema): ValidateFunction | null {
    try {
      const prepared = prepareSchema(schema, this.#defs, this.#direction);
      const { $defs = {}, ...own } = typeof prepared === "boolean" ? {} : prepared;
      const wrapped = wrap(typeof prepared === "boolean" ? prepared : own, $defs);
      const validate = this.#ajv.compile(wrapped);
      // The library would keep every schema it ever saw; ours are remembered here and go with their operation.
      if (typeof wrapped === "object") this.#ajv.removeSchema(wrapped);
      return validate;
    } catch {
      // A published document may hold schemas that no validator takes; the call is then answered unchecked.
      return null;
    }
  }
}

type Spend = (steps: number) => void;

function createAjv(isText: boolean, spend: Spend): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    coerceTypes: isText,
    validateSchema: false,
    meta: false,
    addUsedSchema: false,
    inlineRefs: false,
    logger: false,
    code: { regExp: linearRegExp(spend), optimize: false },
  });
  addFormats.default(ajv);
  boundFormats(ajv);
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

/** Patterns of others run on an engine without backtracking; what it cannot express is not checked. */
function linearRegExp(spend: Spend) {
  const engine = (pattern: string) => {
    const compiled = compilePattern(pattern);
    const size = compiled?.programSize() ?? 0;
    return {
      test: (text: string) => {
        if (!compiled || text.length > MAX_PATTERN_INPUT) return true;
        spend(Math.ceil(((text.length + 1) * size) / INSTRUCTIONS_IN_A_STEP));
        return compiled.matcher(text).find();
      },
    };
  };
  return Object.assign(engine, { code: "new RegExp" });
}

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
