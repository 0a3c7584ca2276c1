import { sandboxUrl } from "#app/_parts/sandbox-url.ts";
import { textOf } from "#components/console/console-data.ts";
import { type OperationCall, operationCall } from "#components/reference/operation-call.ts";
import { type CallServer, readChoice, type ServerChoice, serverBase, usualChoice } from "#lib/call-server.ts";
import { routes } from "#lib/routes.ts";
import { env } from "#server/platform/env.ts";
import type { CompiledOperation, DocumentOverview } from "#server/specs/schema.ts";
import type { LoadedVersion } from "../../../../_parts/load.ts";

export interface CallTarget {
  /** Live servers that the operation names, else those of the document. */
  servers: CallServer[];
  at: ServerChoice;
  call: OperationCall;
}

/** The call of an operation, to the server that the first of these wishes names. */
export function targetOf(
  version: { name: string; api: Pick<LoadedVersion["api"], "slug" | "planCount"> },
  operation: CompiledOperation,
  overview: Pick<DocumentOverview, "servers" | "securitySchemes">,
  wishes: (string | undefined)[],
): CallTarget {
  const { api, name } = version;
  const stated = operation.servers.length > 0 ? operation.servers : overview.servers;
  // Some documents name one address twice; a choice is known by its address.
  const named = [...new Map(stated.map((server) => [server.url, server])).values()];
  const servers = named.map((server) => ({
    url: server.url,
    name: server.name ?? textOf(server.descriptionHtml),
    variables: server.variables.map((one) => ({ name: one.name, default: one.default, enum: one.enum })),
  }));
  const wish = wishes.map((text) => readChoice(text, servers)).find((choice) => choice !== null);
  const at = wish ?? usualChoice(servers, api.planCount > 0);
  const live = serverBase(at, servers, env().PUBLIC_URL);
  const baseUrl = live ?? sandboxUrl(api.slug, name);
  const options = { baseUrl, schemes: overview.securitySchemes, isLive: live !== null };
  return { servers, at, call: operationCall(operation, options) };
}

/** Set where nobody can have a key for the sandbox: where its publisher mends that. */
export function noPlanOf({ api, isMine }: LoadedVersion): { planHref: string | null } | null {
  return api.planCount > 0 ? null : { planHref: isMine ? routes.publishApi(api.slug) : null };
}
