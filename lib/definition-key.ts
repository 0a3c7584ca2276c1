export const DEFINITION_PREFIX = "#/$defs/";

/** The key of the definition that "#/$defs/<key>" refers to. */
export function definitionKey(reference: string): string {
  const key = reference.startsWith(DEFINITION_PREFIX) ? reference.slice(DEFINITION_PREFIX.length) : reference;
  try {
    return decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return key;
  }
}
