import { refusedEndpoint } from "../_parts/scim-endpoint.ts";

const missing = refusedEndpoint(404, "There is nothing at this address.");

export const GET = missing;
export const POST = missing;
export const PUT = missing;
export const PATCH = missing;
export const DELETE = missing;
