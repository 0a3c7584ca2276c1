import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { env } from "#server/platform/env.ts";
import { newId } from "#server/platform/ids.ts";

/** Paths of the data plane. In production a proxy in front may route them straight to edge. */
const EDGE = /^\/(oauth2|sandbox|relay|verify|\.well-known\/oauth-authorization-server)(\/|$)/;

/** Gives each request its id and each page its nonce. It decides nothing about who may see what. */
export function proxy(request: NextRequest): NextResponse {
  const requestId = newId("req");
  const headers = new Headers(request.headers);
  headers.set("x-request-id", requestId);

  const { pathname, search } = request.nextUrl;
  if (EDGE.test(pathname)) {
    return NextResponse.rewrite(new URL(pathname + search, env().EDGE_URL), { request: { headers } });
  }

  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set("x-pathname", pathname + search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("x-request-id", requestId);
  response.headers.set("content-security-policy", policy);
  if (env().PUBLIC_URL.startsWith("https:")) {
    response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  }
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  const isDevelopment = env().NODE_ENV === "development"; // React's debugging needs eval there
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'self'",
    "frame-ancestors 'self'",
    ...(env().PUBLIC_URL.startsWith("https:") ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

export const config = {
  // Route handlers set their own headers; a page's policy would only be in their way.
  matcher: ["/((?!api/|_next/static|_next/image|favicon.ico|brand/logo|apis/[^/]+/v/[^/]+/redoc/frame).*)"],
};
