import {
  consumers,
  either,
  everyone,
  ofAnyPublisher,
  ofOwnOrganisation,
  permitted,
  publishers,
  signedIn,
} from "./audience.ts";
import { type AddressEntry, rest } from "./entry.ts";

/** The REST API: by session from the portal's own pages, or by an access token with the scope. */
export const restApi: AddressEntry[] = [
  rest("GET", "/openapi.json", null, everyone),
  rest("GET", "/search", null, everyone),
  rest("GET", "/me", "", signedIn),
  rest("POST", "/device/code", null, everyone, {}),
  rest("POST", "/device/token", null, everyone, {}),
  rest("POST", "/device/revoke", null, everyone, {}),

  rest("GET", "/apis", null, everyone),
  rest("POST", "/apis", "apis:write", ofAnyPublisher("publisherDeveloper"), {
    slug: "made-by-a-test",
    name: "Made",
    summary: "Made by a test",
    category: "Test",
  }),
  rest("GET", "/apis/[api]", null, everyone),
  rest("PATCH", "/apis/[api]", "apis:write", publishers("publisherDeveloper"), {
    summary: "Changed by a test",
  }),
  rest("DELETE", "/apis/[api]", "apis:write", publishers("publisherOwner")),
  rest("GET", "/apis/[api]/plans", null, everyone),
  rest("POST", "/apis/[api]/plans", "apis:write", publishers("publisherDeveloper"), {
    slug: "made-by-a-test",
    name: "Made",
    ratePerMinute: 1,
  }),
  rest("GET", "/apis/[api]/versions", null, everyone),
  rest("POST", "/apis/[api]/versions", "apis:write", publishers("publisherDeveloper"), { name: "v-test" }),
  rest("GET", "/apis/[api]/versions/[version]", null, everyone),
  rest("PATCH", "/apis/[api]/versions/[version]", "apis:write", publishers("publisherDeveloper"), {
    lifecycle: "retired",
  }),
  rest(
    "GET",
    "/apis/[api]/versions/[version]/revisions",
    "",
    either(publishers("publisherViewer"), permitted("catalog.read")),
  ),
  rest(
    "POST",
    "/apis/[api]/versions/[version]/revisions",
    "revisions:write",
    publishers("publisherDeveloper"),
    { openapi: "3.1.0", info: { title: "Made by a test", version: "1" }, paths: {} },
  ),
  rest(
    "GET",
    "/apis/[api]/versions/[version]/revisions/[number]",
    "",
    either(publishers("publisherViewer"), permitted("catalog.read")),
  ),

  rest("GET", "/apps", "apps:read", signedIn),
  rest("POST", "/apps", "apps:write", ofOwnOrganisation("developer"), { name: "Made by a test" }),
  rest("GET", "/apps/[app]", "apps:read", consumers("viewer")),
  rest("DELETE", "/apps/[app]", "apps:write", consumers("developer")),
  rest("GET", "/apps/[app]/clients", "apps:read", consumers("viewer")),
  rest("POST", "/apps/[app]/clients", "keys:write", consumers("developer"), {
    name: "Test",
    environment: "sandbox",
  }),
  rest("GET", "/apps/[app]/keys", "apps:read", consumers("viewer")),
  rest("POST", "/apps/[app]/keys", "keys:write", consumers("developer"), {
    name: "Test",
    environment: "sandbox",
  }),
  rest("POST", "/apps/[app]/subscriptions", "apps:write", consumers("developer"), {
    planId: "[plan]",
    acceptedTermsVersion: 1,
  }),
  rest("DELETE", "/clients/[client]", "keys:write", consumers("developer")),
  rest("DELETE", "/keys/[key]", "keys:write", consumers("developer")),
];
