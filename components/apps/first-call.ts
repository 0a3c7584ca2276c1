import { methodWord } from "#lib/method.ts";
import type { CallDraft } from "#lib/sample-call.ts";
import type { CompiledOperation, CompiledParameter, OperationSummary } from "#server/specs/schema.ts";

/** The operation a newcomer should call first: a GET without path parameters, not deprecated; null when there is none. */
export function pickFirstOperation(operations: readonly OperationSummary[]): OperationSummary | null {
  const readable = operations.filter(
    ({ method, isDeprecated, isWebhook }) => method.toUpperCase() === "GET" && !isDeprecated && !isWebhook,
  );
  return readable.find(({ path }) => !path.includes("{")) ?? readable[0] ?? null;
}

/** A call of the operation with sample values: what is required, and the first search word the document gives. */
export function draftFirstCall(
  operation: CompiledOperation,
  base: string,
  headers: Record<string, string>,
): CallDraft {
  const wanted = operation.parameters.filter(({ isRequired }) => isRequired);
  const query = wanted.filter((parameter) => parameter.in === "query");
  const word = operation.parameters.find(
    (parameter) => parameter.in === "query" && parameter.examples.length > 0,
  );
  if (query.length === 0 && word && word.examples.some(({ isGenerated }) => !isGenerated)) query.push(word);
  const search = query
    .map(({ name, sample }) => `${encodeURIComponent(name)}=${encodeURIComponent(sample)}`)
    .join("&");
  return {
    method: methodWord(operation.method),
    url: `${base}${fillPath(operation.path, wanted)}${search ? `?${search}` : ""}`,
    headers: { ...headers, Accept: "application/json" },
  };
}

function fillPath(path: string, parameters: readonly CompiledParameter[]): string {
  return path.replace(/\{([^}]+)\}/g, (whole, name: string) => {
    const found = parameters.find((parameter) => parameter.in === "path" && parameter.name === name);
    return found ? encodeURIComponent(found.sample) : whole;
  });
}
