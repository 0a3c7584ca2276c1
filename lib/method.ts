const OWN = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]);

/** A method as it is sent: OpenAPI's own are kept in lower case, others (3.2) exactly as the document spells them. */
export function methodWord(method: string): string {
  return OWN.has(method) ? method.toUpperCase() : method;
}
