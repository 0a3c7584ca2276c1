import { notFound } from "next/navigation";
import { sandboxUrl } from "#app/_parts/sandbox-url.ts";
import { operationCall } from "#components/reference/operation-call.ts";
import { sampleHtml } from "#components/reference/sample-html.ts";
import { orNotFound } from "#server/platform/action.ts";
import { getOperation } from "#server/specs/index.ts";
import { decoded, loadVersion } from "../../../../../../../_parts/load.ts";

type Context = { params: Promise<{ api: string; version: string; operation: string; sample: string }> };

/** One sample of an operation, as markup for its page. It holds no credential. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { api, version, operation: key, sample } = await params;
  const { documentId, overview, api: summary, name, lifecycle } = await loadVersion(api, version);
  if (!documentId || !overview || lifecycle === "retired") notFound();
  const { operation } = await orNotFound(getOperation(documentId, decoded(key)));
  const baseUrl = sandboxUrl(summary.slug, name);
  const markup = operation.isWebhook
    ? null
    : sampleHtml(
        operation,
        operationCall(operation, { baseUrl, schemes: overview.securitySchemes }),
        decoded(sample),
      );
  if (!markup) notFound();
  // The document of an id never changes; who may see it is asked where the browser does not know it yet.
  const isImmutable = new URL(request.url).searchParams.get("d") === documentId;
  return new Response(markup.text, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": isImmutable ? "private, max-age=86400, immutable" : "private, no-cache",
      "x-content-type-options": "nosniff",
    },
  });
}
