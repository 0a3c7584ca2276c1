import { randomBytes } from "node:crypto";
import Negotiator from "negotiator";
import { type NextRequest, NextResponse } from "next/server";
import { pageLinks } from "#lib/page-links.ts";
import { env } from "#server/platform/env.ts";
import { newId } from "#server/platform/ids.ts";

/** Paths of the data plane. In production a proxy in front may route them straight to edge. */
const EDGE = /^\/(oauth2|sandbox|relay|verify|\.well-known\/oauth-authorization-server)(\/|$)/;

/** Pages that are also written as Markdown, by their own address or with `.md` behind it. */
const WRITTEN =
  /^\/(?:index|guides(?:\/[^/]+)?|apis|apis\/[^/]+|apis\/[^/]+\/guides\/[^/]+|apis\/[^/]+\/v\/[^/]+|apis\/[^/]+\/v\/[^/]+\/(?:operations|schemas|tags)\/[^/]+)$/;

/**
 * Where forms come from elsewhere and no action lives: identity providers send people's browsers with a signed form
 * (SAML); OAuth's clients send one without a browser (RFC 8628), and the REST API asks for the origin of cookies itself.
 */
const POSTED_FROM_OUTSIDE = /^\/(sign-in\/with\/[^/]+\/acs$|api\/v1\/)/;

/** Gives each request its id and each page its nonce. It decides nothing about who may see what; it only refuses forms of other sites. */
export function proxy(request: NextRequest): NextResponse {
  const requestId = newId("req");
  const headers = new Headers(request.headers);
  headers.set("x-request-id", requestId);

  const { pathname, search } = request.nextUrl;
  if (EDGE.test(pathname)) {
    return NextResponse.rewrite(new URL(pathname + search, env().EDGE_URL), { request: { headers } });
  }

  if (mayBeAction(request) && !isOwnOrigin(request.headers)) {
    return new NextResponse("A form of this portal must be sent from its own pages.\n", {
      status: 403,
      headers: { "content-type": "text/plain; charset=utf-8", "x-request-id": requestId },
    });
  }

  const markdown = markdownPage(request);
  headers.delete("x-markdown");
  if (markdown) {
    headers.set("x-markdown", markdown);
    return NextResponse.rewrite(new URL("/markdown", request.url), { request: { headers } });
  }

  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set("x-pathname", pathname + search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("x-request-id", requestId);
  response.headers.set("content-security-policy", policy);
  const links = pageLinks(pathname);
  if (links) response.headers.set("link", links);
  if (isWritten(pathname)) response.headers.append("vary", "Accept");
  if (env().PUBLIC_URL.startsWith("https:")) {
    response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  }
  return response;
}

/** Whether Next could take the request for a server action. It lets those without an Origin pass; browsers always state one. */
function mayBeAction({ method, headers, nextUrl }: NextRequest): boolean {
  if (method !== "POST" || POSTED_FROM_OUTSIDE.test(nextUrl.pathname)) return false;
  if (headers.has("next-action")) return true;
  return /^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(
    headers.get("content-type") ?? "",
  );
}

/** The public origin; where that is not https, also the address by which this machine was reached. */
function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  const own = new URL(env().PUBLIC_URL);
  return origin === own.origin || (own.protocol === "http:" && origin === `http://${headers.get("host")}`);
}

function isWritten(pathname: string): boolean {
  return pathname === "/" || WRITTEN.test(pathname);
}

/** The page whose Markdown is asked for: by its address, or by a client that likes Markdown better than HTML. */
function markdownPage({ method, nextUrl, headers }: NextRequest): string | null {
  const { pathname } = nextUrl;
  if (method !== "GET" && method !== "HEAD") return null;
  if (pathname.endsWith(".md")) {
    const page = pathname.slice(0, -3);
    return WRITTEN.test(page) ? page : null;
  }
  if (!isWritten(pathname)) return null;
  const accept = headers.get("accept");
  if (!accept?.includes("markdown")) return null;
  const liked = new Negotiator({ headers: { accept } }).mediaType(["text/html", "text/markdown"]);
  return liked === "text/markdown" ? (pathname === "/" ? "/index" : pathname) : null;
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
  matcher: [
    "/((?!api/|scim/|_next/static|_next/image|favicon.ico|brand/logo|apis/[^/]+/v/[^/]+/redoc/frame).*)",
  ],
};
