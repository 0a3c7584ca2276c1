import { isBinary } from "#lib/is-binary.ts";
import type { Json, JsonSchema } from "#server/specs/schema.ts";
import { bodyKind } from "./body-kind.ts";
import type { ConsoleData, ConsoleMedia, ConsolePart } from "./console-data.ts";
import { resolved } from "./reachable.ts";
import { formFieldsOf, type Shape, shapeOf } from "./shape.ts";

/** One field of a form body, or one of the parts that follow one another without names. */
export interface BodyField {
  /** Its name; of a part without one its number, and "*" for all after the numbered ones. */
  name: string;
  label: string;
  isNamed: boolean;
  isRequired: boolean;
  description: string;
  isFile: boolean;
  isMultiple: boolean;
  shape: Shape;
  part?: ConsolePart;
}

/** For all parts after the numbered ones. */
export const REST = "*";
const MOST_POSITIONS = 50;

type Definitions = Pick<ConsoleData, "$defs">;

/** The fields of a form body, required ones first; parts without names in their order. */
export function bodyFields(media: ConsoleMedia, data: Definitions): BodyField[] {
  const kind = bodyKind(media.mediaType, media);
  if (kind !== "urlencoded" && kind !== "multipart") return [];
  if (kind === "multipart" && isPositional(media, data)) return positionFields(media, data);
  return formFieldsOf(media.schema, data.$defs).map(
    ({ name, isRequired, description, schema, shape: inner }) => {
      const part = Object.hasOwn(media.parts, name) ? media.parts[name] : undefined;
      const item = inner.kind === "list" ? inner.itemSchema : schema;
      const isFile = kind === "multipart" && isFileOf(item, part?.contentType);
      return {
        name,
        label: name,
        isNamed: true,
        isRequired,
        description,
        isFile,
        isMultiple: isFile && inner.kind === "list",
        shape: inner,
        ...(part && { part }),
      };
    },
  );
}

/** Whether a body's parts are told apart by their order and not by names. */
function isPositional(
  { schema, itemSchema, positions, rest }: ConsoleMedia,
  { $defs }: Definitions,
): boolean {
  if (positions.length > 0 || rest || itemSchema !== undefined) return true;
  const plain = resolved(schema, $defs);
  return typeof plain === "object" && (plain.type === "array" || Array.isArray(plain.prefixItems));
}

function positionFields(media: ConsoleMedia, { $defs }: Definitions): BodyField[] {
  const whole = resolved(media.schema, $defs);
  const schema = typeof whole === "object" ? whole : {};
  const prefix = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const items = schema.items ?? media.itemSchema ?? true;
  const least = typeof schema.minItems === "number" ? schema.minItems : 0;
  const count = Math.min(Math.max(prefix.length, media.positions.length), MOST_POSITIONS);
  const field = (name: string, label: string, inner: Json, part: ConsolePart | undefined) => ({
    name,
    label,
    isNamed: false,
    description: descriptionOf(inner, $defs),
    isFile: isFileOf(resolved(inner, $defs), part?.contentType),
    isMultiple: false,
    shape: shapeOf(inner, $defs),
    ...(part && { part }),
  });
  const numbered = Array.from({ length: count }, (_, i): BodyField => {
    const part = media.positions[i] ?? media.rest;
    return { ...field(String(i + 1), `Part ${i + 1}`, prefix[i] ?? items, part), isRequired: i < least };
  });
  if (items === false) return numbered;
  const rest = field(REST, count > 0 ? "Further parts" : "Parts", items, media.rest);
  const shape: Shape = { kind: "list", item: rest.shape, itemSchema: resolved(items, $defs) };
  return [...numbered, { ...rest, shape, isMultiple: rest.isFile, isRequired: least > count }];
}

function descriptionOf(schema: Json, $defs: Record<string, JsonSchema>): string {
  const plain = resolved(schema, $defs);
  return typeof plain === "object" && typeof plain.description === "string" ? plain.description : "";
}

function isFileOf(schema: Json, partType: string | undefined): boolean {
  if (schema === true) return /^(image|audio|video)\//i.test(partType ?? "");
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return false;
  return isBinary(schema, partType);
}
