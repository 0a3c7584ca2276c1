import { env } from "#server/platform/env.ts";
import { openApiDocument } from "#server/platform/openapi-document.ts";
import { contracts } from "../_contracts/index.ts";

/** The contract of this REST API, made from the schemas that its routes read and answer with. */
export function GET(): Response {
  return Response.json(openApiDocument(contracts, env().PUBLIC_URL), {
    headers: { "cache-control": "public, max-age=300" },
  });
}
