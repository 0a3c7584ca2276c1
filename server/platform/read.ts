import type { z } from "zod";
import { isStorable } from "#lib/storable.ts";
import { type FieldFaults, Refusal } from "./refusal.ts";

/** Parses untrusted input; a refusal names each bad field by its path. What passes can be asked of the database. */
export function read<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw);
  if (result.success) {
    requireStorable(result.data, []);
    return result.data;
  }
  const fields: FieldFaults = {};
  for (const issue of result.error.issues) {
    const name = issue.path.map(String).join(".");
    fields[name] ??= issue.message;
  }
  const [first] = Object.entries(fields);
  const message = first ? (first[0] ? `${first[0]}: ${first[1]}` : first[1]) : "The input is not valid.";
  throw new Refusal("invalid_input", message, fields);
}

function requireStorable(value: unknown, path: string[]): void {
  if (typeof value === "string") {
    if (isStorable(value)) return;
    const name = path.join(".");
    const fault = "Holds a NUL character or half of a surrogate pair.";
    throw new Refusal("invalid_input", name ? `${name}: ${fault}` : fault, { [name]: fault });
  }
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
  for (const [name, member] of Object.entries(value)) requireStorable(member, [...path, name]);
}
