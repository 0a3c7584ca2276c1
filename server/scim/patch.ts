import { type Attribute, findExtension, findTarget, type ResourceType } from "./attributes.ts";
import { fault } from "./faults.ts";
import { type Filter, type PatchPath, parsePath } from "./filter.ts";
import { matchesPart } from "./match-filter.ts";
import {
  type Attributes,
  entriesOf,
  isRecord,
  mostOf,
  onePrimary,
  type Part,
  readPlain,
  readValue,
} from "./read-attributes.ts";

const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const MOST_OPERATIONS = 200;

type Verb = "add" | "replace" | "remove";

interface Operation {
  op: Verb;
  path: string | null;
  value: unknown;
}

/**
 * What a resource is after a PATCH (RFC 7644, 3.5.2); the one given is not touched. Reads what directories really send:
 * verbs in capitals, truth as text, whole paths as names of a value without a path, and lists of members to remove.
 */
export function applyPatch(type: ResourceType, before: Attributes, raw: unknown): Attributes {
  const after = structuredClone(before);
  for (const operation of readOperations(raw)) applyOperation(type, after, operation);
  return after;
}

function readOperations(raw: unknown): Operation[] {
  if (!isRecord(raw)) throw fault("invalidSyntax", "Send one PatchOp, as a JSON object.");
  const schemas = member(raw, "schemas");
  const isNamed =
    Array.isArray(schemas) && schemas.some((urn) => String(urn).toLowerCase() === PATCH_OP.toLowerCase());
  if (!isNamed) throw fault("invalidSyntax", `State the schema ${PATCH_OP}.`);
  const operations = member(raw, "Operations");
  if (!Array.isArray(operations) || operations.length === 0)
    throw fault("invalidSyntax", "Operations holds at least one operation.");
  if (operations.length > MOST_OPERATIONS)
    throw fault("invalidSyntax", `At most ${MOST_OPERATIONS} operations at once.`);
  return operations.map(readOperation);
}

function readOperation(raw: unknown): Operation {
  if (!isRecord(raw)) throw fault("invalidSyntax", "An operation is a JSON object.");
  const verb = String(member(raw, "op")).toLowerCase();
  if (verb !== "add" && verb !== "replace" && verb !== "remove")
    throw fault("invalidSyntax", "An operation adds, replaces or removes.");
  const path = member(raw, "path") ?? null;
  if (path !== null && typeof path !== "string") throw fault("invalidPath", "A path is a text.");
  return { op: verb, path: path?.trim() || null, value: member(raw, "value") };
}

function member(raw: Record<string, unknown>, name: string): unknown {
  return Object.entries(raw).find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1];
}

function applyOperation(type: ResourceType, resource: Attributes, { op, path, value }: Operation): void {
  if (path === null || findExtension(type, path)) {
    if (op === "remove" && path === null) throw fault("noTarget", "Say what to remove.");
    applyWhole(type, resource, op, path === null ? value : { [path]: value ?? {} });
    return;
  }
  const target = parsePath(type, path);
  if (!target) throw fault("invalidPath", `There is nothing called ${path.slice(0, 120)}.`);
  if (target.attribute.mutability === "readOnly")
    throw fault("mutability", `${target.attribute.name} cannot be changed.`);
  change(resource, op, target, value);
}

/** A value without a path names the attributes itself; what it cannot change it may repeat. */
function applyWhole(type: ResourceType, resource: Attributes, op: Verb, value: unknown): void {
  if (!isRecord(value)) throw fault("invalidValue", "Without a path, the value is an object.");
  for (const [name, inner] of entriesOf(type, value)) {
    const target = targetNamed(type, name);
    if (target && target.attribute.mutability !== "readOnly") change(resource, op, target, inner);
  }
}

/** A name may be a whole path: Entra ID writes "name.givenName", and `emails[type eq "work"].value`. */
function targetNamed(type: ResourceType, name: string): PatchPath | null {
  if (name.includes("[")) return parsePath(type, name);
  const target = findTarget(type, name);
  return target && { ...target, filter: null };
}

function change(resource: Attributes, op: Verb, target: PatchPath, value: unknown): void {
  const { attribute } = target;
  const next = attribute.isMany
    ? grownTo(
        attribute,
        listOf(resource, attribute),
        changeMany(listOf(resource, attribute), op, target, value),
      )
    : changeOne(resource[attribute.key], op, target, value);
  if (next === undefined || (Array.isArray(next) && next.length === 0)) delete resource[attribute.key];
  else resource[attribute.key] = next;
}

function listOf(resource: Attributes, { key }: Attribute): Part[] {
  const value = resource[key];
  return Array.isArray(value) ? value : [];
}

/** Refused while it grows, so that many operations make no list that one could not; shrinking is always allowed. */
function grownTo(attribute: Attribute, before: Part[], after: Part[]): Part[] {
  const most = mostOf(attribute);
  if (after.length > Math.max(most, before.length))
    throw fault("invalidValue", `${attribute.name}: at most ${most} values.`);
  return after;
}

function changeOne(
  before: Attributes[string] | undefined,
  op: Verb,
  { attribute, part, filter }: PatchPath,
  value: unknown,
): Attributes[string] | undefined {
  if (filter) throw fault("invalidPath", `${attribute.name} has no values to choose from.`);
  const known = typeof before === "object" && !Array.isArray(before) ? before : {};
  if (part) return emptied(withPart(known, part, op === "remove" ? null : value));
  if (op === "remove") return undefined;
  const given = readValue(attribute, value);
  if (attribute.type !== "complex" || typeof given !== "object" || Array.isArray(given)) return given;
  return { ...known, ...given };
}

function changeMany(before: Part[], op: Verb, target: PatchPath, value: unknown): Part[] {
  const { attribute, part, filter } = target;
  if (!part && !filter) {
    const given = readValue(attribute, value);
    const values = Array.isArray(given) ? given : [];
    if (op === "replace") return values;
    if (op === "add") return addValues(attribute, before, values);
    if (value === undefined || value === null) return [];
    // Entra ID removes members by listing them beside a bare path.
    const named = new Set(values.flatMap((one) => one.value ?? []));
    return before.filter((one) => one.value === undefined || !named.has(one.value));
  }
  const chosen = new Set(before.filter((one) => !filter || matchesPart(filter, one)));
  if (op === "remove") {
    if (!part) return before.filter((one) => !chosen.has(one));
    return before
      .map((one) => (chosen.has(one) ? withPart(one, part, null) : one))
      .filter((one) => Object.keys(one).length > 0);
  }
  const patched = (one: Part): Part =>
    part ? withPart(one, part, value) : { ...one, ...partFrom(attribute, value) };
  if (chosen.size > 0) return settlePrimary(before.map((one) => (chosen.has(one) ? patched(one) : one)));
  // Nothing fits: the value that the filter describes is made, as Entra ID expects.
  return settlePrimary([...before, patched(filter ? describedBy(filter) : {})]);
}

function addValues(attribute: Attribute, before: Part[], values: Part[]): Part[] {
  const keyOf = (one: Part) => (attribute.name === "members" && one.value) || canonical(one);
  const known = new Set(before.map(keyOf));
  return settlePrimary([...before, ...values.filter((one) => !known.has(keyOf(one)))]);
}

/** The same text for the same parts, whatever their order. */
function canonical(part: Part): string {
  return JSON.stringify(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function settlePrimary(list: Part[]): Part[] {
  return onePrimary(list.filter((part) => Object.keys(part).length > 0));
}

function partFrom(attribute: Attribute, value: unknown): Part {
  const given = readValue(attribute, value);
  return (Array.isArray(given) ? given[0] : undefined) ?? {};
}

function withPart(before: Part, part: Attribute, value: unknown): Part {
  const { [part.name]: _, ...rest } = before;
  const plain = readPlain(part, value);
  return plain === undefined ? rest : { ...rest, [part.name]: plain };
}

function emptied(part: Part): Part | undefined {
  return Object.keys(part).length > 0 ? part : undefined;
}

/** The value that a filter of equalities describes. */
function describedBy(filter: Filter): Part {
  if (filter.kind === "and") return { ...describedBy(filter.left), ...describedBy(filter.right) };
  if (filter.kind === "compare" && filter.operator === "eq" && filter.target.part && filter.value !== null)
    return { [filter.target.part.name]: filter.value };
  throw fault("noTarget", "Nothing fits this filter.");
}
