import { notFound } from "next/navigation";
import { sampleHtml } from "#components/reference/sample-html.ts";
import { orNotFound } from "#server/platform/action.ts";
import { getOperation } from "#server/specs/index.ts";
import { decoded, loadVersion } from "../../../../../../../_parts/load.ts";
import { targetOf } from "../../../../_parts/call-target.ts";

type Context = { params: Promise<{ api: string; version: string; operation: string; sample: string }> };

/** One sample of an operation, as markup for its page. It holds no credential. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { api, version, operation: key, sample } = await params;
  const loaded = await loadVersion(api, version);
  const { documentId, overview, lifecycle } = loaded;
  if (!documentId || !overview || lifecycle === "retired") notFound();
  const { operation } = await orNotFound(getOperation(documentId, decoded(key)));
  const asked = new URL(request.url).searchParams;
  const markup = operation.isWebhook
    ? null
    : sampleHtml(
        operation,
        targetOf(loaded, operation, overview, [asked.get("at") ?? "server=sandbox"]).call,
        decoded(sample),
      );
  if (!markup) notFound();
  // The document of an id never changes; who may see it is asked where the browser does not know it yet.
  const isImmutable = asked.get("d") === documentId;
  return new Response(markup.text, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": isImmutable ? "private, max-age=86400, immutable" : "private, no-cache",
      "x-content-type-options": "nosniff",
    },
  });
}
