import type { Audience } from "./audience.ts";
import { type AddressEntry, route } from "./entry.ts";

/** SCIM knows organisations' directories by their tokens; a session is worth nothing there. */
const nobody: Audience = [];

export const scim: AddressEntry[] = [
  route("GET", "/scim/v2/ServiceProviderConfig", nobody),
  route("GET", "/scim/v2/ResourceTypes", nobody),
  route("GET", "/scim/v2/ResourceTypes/[id]", nobody),
  route("GET", "/scim/v2/Schemas", nobody),
  route("GET", "/scim/v2/Schemas/[id]", nobody),
  route("GET", "/scim/v2/Users", nobody),
  route("POST", "/scim/v2/Users", nobody, { body: {} }),
  route("GET", "/scim/v2/Users/[id]", nobody),
  route("PUT", "/scim/v2/Users/[id]", nobody, { body: {} }),
  route("PATCH", "/scim/v2/Users/[id]", nobody, { body: {} }),
  route("DELETE", "/scim/v2/Users/[id]", nobody),
  route("GET", "/scim/v2/Groups", nobody),
  route("POST", "/scim/v2/Groups", nobody, { body: {} }),
  route("GET", "/scim/v2/Groups/[id]", nobody),
  route("PUT", "/scim/v2/Groups/[id]", nobody, { body: {} }),
  route("PATCH", "/scim/v2/Groups/[id]", nobody, { body: {} }),
  route("DELETE", "/scim/v2/Groups/[id]", nobody),
  route("POST", "/scim/v2/Bulk", nobody, { body: {} }),
  route("GET", "/scim/v2/[...rest]", nobody),
  route("POST", "/scim/v2/[...rest]", nobody, { body: {} }),
  route("PUT", "/scim/v2/[...rest]", nobody, { body: {} }),
  route("PATCH", "/scim/v2/[...rest]", nobody, { body: {} }),
  route("DELETE", "/scim/v2/[...rest]", nobody),
];
