import { everyone } from "./audience.ts";
import { type AddressEntry, route } from "./entry.ts";

/** What edge answers behind the same origin. It knows credentials of apps; a session is worth nothing there. */
export const dataPlane: AddressEntry[] = [
  route("GET", "/verify", []),
  route("GET", "/sandbox/[api]/[version]/stations", []),
  route("POST", "/relay", []),
  route("GET", "/oauth2/.well-known/openid-configuration", everyone),
  route("GET", "/oauth2/jwks", everyone),
  route("POST", "/oauth2/token", []),
  route("POST", "/oauth2/token/introspection", []),
  route("POST", "/oauth2/token/revocation", []),
  route("GET", "/.well-known/oauth-authorization-server/oauth2", everyone),
];
