import { notFound } from "next/navigation";
import { toConsoleData } from "#components/console/console-data.ts";
import { orNotFound } from "#server/platform/action.ts";
import { currentContext } from "#server/platform/session.ts";
import { getCallable, getOperation } from "#server/specs/index.ts";
import { decoded, loadVersion } from "../../../../../../_parts/load.ts";

type Params = { params: Promise<{ api: string; version: string; operation: string }> };

/** What the console of an operation needs, for those who may see the version. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { api, version, operation } = await params;
  const loaded = await loadVersion(api, version);
  const { documentId, lifecycle } = loaded;
  if (!documentId || lifecycle === "retired") notFound();
  const key = decoded(operation);
  const page = await orNotFound(getOperation(documentId, key));
  if (page.operation.isWebhook) notFound();
  const [callable, { caller }] = await Promise.all([getCallable(documentId, key), currentContext()]);
  const place = { api: loaded.api.slug, version: loaded.name, isSignedIn: caller.kind === "member" };
  return Response.json(toConsoleData(place, callable, page.operation), {
    headers: { "cache-control": "private, no-store" },
  });
}
