import type { z } from "zod";
import { type FieldFaults, Refusal } from "./refusal.ts";

/** Parses untrusted input; a refusal names each bad field by its path. */
export function read<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const fields: FieldFaults = {};
  for (const issue of result.error.issues) {
    const name = issue.path.map(String).join(".");
    fields[name] ??= issue.message;
  }
  const [first] = Object.entries(fields);
  const message = first ? (first[0] ? `${first[0]}: ${first[1]}` : first[1]) : "The input is not valid.";
  throw new Refusal("invalid_input", message, fields);
}
