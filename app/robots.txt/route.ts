import { routes } from "#lib/routes.ts";
import { env } from "#server/platform/env.ts";

/** Rooms behind the sign-in, calls, and conversions that are costly to make and no use to a search engine. */
const CLOSED = [
  "/account",
  "/admin",
  "/api/",
  "/apps",
  "/check-mail",
  "/dev/",
  "/forgot-password",
  "/oauth2/",
  "/publish",
  "/relay",
  "/reset-password",
  "/sandbox/",
  "/setup",
  "/sign-in",
  "/sign-up",
  "/verify",
  "/apis/*/v/*/original",
  "/apis/*/v/*/postman.json",
  "/apis/*/v/*/types.ts",
  "/apis/*/v/*/operations/*/openapi.",
];

export function GET(): Response {
  const lines = [
    "User-agent: *",
    "Allow: /api/v1/openapi.json",
    ...CLOSED.map((path) => `Disallow: ${path}`),
    "",
    `Sitemap: ${env().PUBLIC_URL}${routes.sitemap()}`,
    "",
  ];
  return new Response(lines.join("\n"), {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=3600" },
  });
}
