import { listSchemas } from "#server/scim/index.ts";
import { scimEndpoint } from "../_parts/scim-endpoint.ts";

export const GET = scimEndpoint(async () => ({ sent: listSchemas() }));
