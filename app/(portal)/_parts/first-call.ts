import { routes } from "#lib/routes.ts";
import { sampleCall } from "#lib/sample-call.ts";
import { getVersion } from "#server/catalog/index.ts";
import type { ApiSummary } from "#server/catalog/schema.ts";
import type { Ctx } from "#server/platform/context.ts";
import { env } from "#server/platform/env.ts";
import { getOperation, listOperations } from "#server/specs/index.ts";
import type { CompiledOperation, OperationSummary } from "#server/specs/schema.ts";

/** A call that works as it stands, as soon as a key is put into it. */
export interface FirstCall {
  api: { slug: string; name: string };
  operation: { title: string; href: string };
  curl: string;
  /** Of the sandbox, on this very origin. */
  path: string;
  /** What it answers, when the document shows it. */
  example: { status: string; language: string; text: string } | null;
}

/** The easiest call of the first API that has one: a GET without anything to fill in. */
export async function findFirstCall(ctx: Ctx, apis: readonly ApiSummary[]): Promise<FirstCall | null> {
  for (const api of apis) {
    if (api.latest?.lifecycle !== "published") continue;
    const { documentId } = await getVersion(ctx, { api: api.slug, version: api.latest.name });
    if (!documentId) continue;
    const easiest = easiestOf(await listOperations(documentId));
    if (!easiest) continue;
    const { operation } = await getOperation(documentId, easiest.key);
    return describe(api, api.latest.name, operation);
  }
  return null;
}

function easiestOf(operations: readonly OperationSummary[]): OperationSummary | undefined {
  const plain = operations.filter(
    ({ method, isDeprecated, isWebhook }) => method.toUpperCase() === "GET" && !isDeprecated && !isWebhook,
  );
  return plain.find(({ path }) => !path.includes("{")) ?? plain[0];
}

function describe(api: ApiSummary, version: string, operation: CompiledOperation): FirstCall {
  const path = `/sandbox/${encodeURIComponent(api.slug)}/${encodeURIComponent(version)}${filledPath(operation)}`;
  const url = env().PUBLIC_URL + path;
  const response = operation.responses.find(({ status }) => status.startsWith("2"));
  const shown = response?.media[0]?.examples[0];
  return {
    api: { slug: api.slug, name: api.name },
    operation: {
      title: operation.summary || operation.path,
      href: routes.operation(api.slug, version, operation.key),
    },
    curl: sampleCall({ method: "GET", url, headers: { Authorization: "Bearer YOUR_KEY" } }, "curl"),
    path,
    example:
      response && shown ? { status: response.status, language: shown.language, text: shown.text } : null,
  };
}

function filledPath({ path, parameters }: CompiledOperation): string {
  let filled = path;
  const query = new URLSearchParams();
  for (const { name, in: place, isRequired, sample } of parameters) {
    if (place === "path") filled = filled.replace(`{${name}}`, encodeURIComponent(sample));
    if (place === "query" && isRequired) query.set(name, sample);
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}
