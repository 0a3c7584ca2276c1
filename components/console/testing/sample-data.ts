import { SANDBOX } from "#lib/call-server.ts";
import type { ConsoleData, ConsoleMedia, ConsoleParameter } from "../console-data.ts";

/** A parameter of a document, for tests. */
export function parameter(
  part: Partial<ConsoleParameter> & Pick<ConsoleParameter, "name" | "in">,
): ConsoleParameter {
  const isForm = part.in === "query" || part.in === "cookie";
  return {
    isRequired: false,
    isDeprecated: false,
    style: isForm ? "form" : "simple",
    explode: isForm,
    allowReserved: false,
    allowEmptyValue: false,
    description: "",
    examples: [],
    schema: { type: "string" },
    ...part,
  };
}

/** A body of a document, for tests. */
export function media(mediaType: string, part: Partial<ConsoleMedia> = {}): ConsoleMedia {
  return { mediaType, examples: [], parts: {}, positions: [], ...part };
}

/** An operation of a document, for tests. */
export function consoleData(part: Partial<ConsoleData> = {}): ConsoleData {
  return {
    api: "stations",
    version: "v2",
    key: "findStations",
    method: "GET",
    path: "/stations",
    title: "Find stations",
    sandboxPath: "/sandbox/stations/v2",
    parameters: [],
    body: null,
    accepts: [],
    statuses: ["200"],
    security: [],
    schemes: [],
    servers: [],
    $defs: {},
    isSignedIn: true,
    at: SANDBOX,
    hasPlan: true,
    planHref: null,
    isSecurityUnstated: false,
    ...part,
  };
}
