import { operationCall } from "#components/reference/operation-call.ts";
import { isAmbiguousPath } from "#lib/ambiguous-path.ts";
import type { CallDraft } from "#lib/call-draft.ts";
import type { CompiledOperation, OperationSummary } from "#server/specs/schema.ts";

/** The operation a newcomer should call first: a GET without path parameters, not deprecated; null when there is none. */
export function pickFirstOperation(operations: readonly OperationSummary[]): OperationSummary | null {
  const readable = operations.filter(
    ({ method, path, isDeprecated, isWebhook }) =>
      method.toUpperCase() === "GET" && !isDeprecated && !isWebhook && !isAmbiguousPath(path),
  );
  return readable.find(({ path }) => !path.includes("{")) ?? readable[0] ?? null;
}

/** A call of the operation, without a credential: what is required, and the first search word the document gives. */
export function draftFirstCall(operation: CompiledOperation, baseUrl: string): CallDraft {
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  const word = query.find(({ examples }) => examples.some(({ isGenerated }) => !isGenerated));
  const also = word && !query.some(({ isRequired }) => isRequired) ? [word] : [];
  const { draft } = operationCall(operation, { baseUrl, also });
  return { ...draft, headers: { ...draft.headers, Accept: "application/json" } };
}
