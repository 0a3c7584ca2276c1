/** Under which names OpenAPI (3.2, and all before it) keeps the operations of a path. */
export const METHODS: ReadonlySet<string> = new Set([
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
  "query",
]);

/** A method as it is sent: OpenAPI's own are kept in lower case, others (3.2) exactly as the document spells them. */
export function methodWord(method: string): string {
  return METHODS.has(method) ? method.toUpperCase() : method;
}

/** Whether HTTP gives a body with this method no meaning (RFC 9110 sections 9.3.1 and 9.3.2) and browsers send none. */
export function isBodiless(method: string): boolean {
  return /^(get|head)$/i.test(method);
}
