import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { toConsoleData } from "#components/console/console-data.ts";
import { SERVER_COOKIE } from "#components/reference/server-cookie.ts";
import { isAmbiguousPath } from "#lib/ambiguous-path.ts";
import { readChoice, usualChoice } from "#lib/call-server.ts";
import { orNotFound } from "#server/platform/action.ts";
import { currentContext } from "#server/platform/session.ts";
import { getCallable, getOperation } from "#server/specs/index.ts";
import { decoded, loadVersion } from "../../../../../../_parts/load.ts";
import { noPlanOf } from "../../../_parts/call-target.ts";

type Params = { params: Promise<{ api: string; version: string; operation: string }> };

/** What the console of an operation needs, for those who may see the version. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { api, version, operation } = await params;
  const loaded = await loadVersion(api, version);
  const { documentId, lifecycle } = loaded;
  if (!documentId || lifecycle === "retired") notFound();
  const key = decoded(operation);
  const page = await orNotFound(getOperation(documentId, key));
  if (page.operation.isWebhook || isAmbiguousPath(page.operation.path)) notFound();
  const [callable, { caller }, jar] = await Promise.all([
    getCallable(documentId, key),
    currentContext(),
    cookies(),
  ]);
  const noPlan = noPlanOf(loaded);
  const place = {
    api: loaded.api.slug,
    version: loaded.name,
    isSignedIn: caller.kind === "member",
    hasPlan: noPlan === null,
    planHref: noPlan?.planHref ?? null,
    at:
      readChoice(jar.get(SERVER_COOKIE)?.value, callable.servers) ??
      usualChoice(callable.servers, noPlan === null),
  };
  return Response.json(toConsoleData(place, callable, page.operation), {
    headers: { "cache-control": "private, no-store" },
  });
}
