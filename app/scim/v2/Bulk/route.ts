import { refusedEndpoint } from "../_parts/scim-endpoint.ts";

export const POST = refusedEndpoint(501, "Bulk requests are not supported. Send each by itself.");
