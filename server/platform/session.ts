import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import NextAuth, { type AuthOptions } from "next-auth";
import { decode, encode } from "next-auth/jwt";
import { cache } from "react";
import { z } from "zod";
import { type PlatformPermission, platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import { safeNext } from "#lib/safe-next.ts";
import { clientAddress, networkOf, type RequestOrigin } from "./client-address.ts";
import { clock, SECOND_MS } from "./clock.ts";
import type { Ctx, MemberCaller } from "./context.ts";
import { db } from "./db.ts";
import { env } from "./env.ts";
import { newId, randomBase62 } from "./ids.ts";
import { seal, secretFor, unseal } from "./keyring.ts";
import { findMember } from "./session-row.ts";

/** Longer than any session's row, which decides. */
const COOKIE_MAX_AGE_SECONDS = 30 * 24 * 60 * 60;

/** What browsers allow at most. */
const DEVICE_MAX_AGE_SECONDS = 400 * 24 * 60 * 60;

const PENDING_MAX_AGE_SECONDS = 24 * 60 * 60;

const Pending = z.object({ email: z.string(), browserSecret: z.string() });
type PendingSignUp = z.infer<typeof Pending>;

type MemberCtx = Ctx & { caller: MemberCaller };

function isSecure(): boolean {
  return env().PUBLIC_URL.startsWith("https://");
}

function cookieName(): string {
  return isSecure() ? "__Host-portico-session" : "portico-session";
}

function secret(): string {
  return secretFor("session").toString("base64");
}

const cookieOptions = () => ({ httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() }) as const;

async function readSessionId(): Promise<string | null> {
  const sealed = (await cookies()).get(cookieName())?.value;
  if (!sealed) return null;
  const token = await decode({ token: sealed, secret: secret() }).catch(() => null);
  return typeof token?.sid === "string" ? token.sid : null;
}

/** Who asks: a member when the cookie names a live session, otherwise a visitor. Reads the session's row each time. */
export const currentContext = cache(async (): Promise<Ctx> => {
  const now = clock.now();
  const given = (await headers()).get("x-request-id");
  const requestId = given && /^req_[0-9A-Za-z]{20}$/.test(given) ? given : newId("req", now);
  const sessionId = await readSessionId();
  const member = sessionId ? await findMember(db(), sessionId, now) : null;
  return { caller: member ?? { kind: "visitor" }, now, requestId };
});

/** The signed-in person's context; visitors are sent to sign in and come back to `next`, or to this very page. */
export async function requireContext(next?: string): Promise<MemberCtx> {
  const ctx = await currentContext();
  if (ctx.caller.kind !== "member") {
    redirect(routes.signIn(safeNext(next ?? (await headers()).get("x-pathname"), "")));
  }
  if (ctx.caller.outstandingTerms && !ctx.caller.viewAs) await askForTerms(next);
  return { ...ctx, caller: ctx.caller };
}

/** Nobody has to accept anything to look after their account, take their data along or leave. */
async function askForTerms(next: string | undefined): Promise<void> {
  const here = safeNext(next ?? (await headers()).get("x-pathname"), "");
  if (/^\/account([/?]|$)/.test(here)) return;
  redirect(routes.acceptTerms(here));
}

/**
 * The context of somebody whose platform role allows it, or without `permission` of anybody who has such a role; for
 * others the page does not exist.
 */
export async function requirePlatformContext(permission?: PlatformPermission): Promise<MemberCtx> {
  const ctx = await requireContext();
  const { platformRole } = ctx.caller;
  if (permission ? !platformMay(platformRole, permission) : platformRole === "none") notFound();
  return ctx;
}

/** Gives the browser the cookie of a session that an identity verb has opened. Only in actions and handlers. */
export async function writeSessionCookie(session: { id: string; expiresAt: Date }): Promise<void> {
  const maxAge = Math.floor((session.expiresAt.getTime() - clock.now().getTime()) / SECOND_MS);
  const value = await encode({ token: { sid: session.id }, secret: secret(), maxAge });
  (await cookies()).set(cookieName(), value, { ...cookieOptions(), expires: session.expiresAt });
}

export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(cookieName(), "", { ...cookieOptions(), maxAge: 0 });
}

function pendingName(): string {
  return isSecure() ? "__Host-portico-sign-up" : "portico-sign-up";
}

/** Remembers in this browser, sealed, who is waiting for a mail, so that the mailed link knows its browser. */
export async function writePendingSignUp(pending: PendingSignUp): Promise<void> {
  const value = Buffer.from(seal(JSON.stringify(pending))).toString("base64url");
  (await cookies()).set(pendingName(), value, { ...cookieOptions(), maxAge: PENDING_MAX_AGE_SECONDS });
}

export async function readPendingSignUp(): Promise<PendingSignUp | null> {
  const value = (await cookies()).get(pendingName())?.value;
  if (!value) return null;
  try {
    return Pending.parse(JSON.parse(unseal(Buffer.from(value, "base64url"))));
  } catch {
    return null; // changed, cut short, or sealed under another secret
  }
}

export async function clearPendingSignUp(): Promise<void> {
  (await cookies()).set(pendingName(), "", { ...cookieOptions(), maxAge: 0 });
}

function secondStepName(): string {
  return isSecure() ? "__Host-portico-second-step" : "portico-second-step";
}

/** Answers the secret of the sign-in that waits, in this browser, for its second step. */
export async function readSecondStep(): Promise<string | null> {
  return (await cookies()).get(secondStepName())?.value ?? null;
}

async function clearSecondStep(): Promise<void> {
  (await cookies()).set(secondStepName(), "", { ...cookieOptions(), maxAge: 0 });
}

interface Admission {
  kind: string;
  session?: { id: string; expiresAt: Date };
  pending?: { secret: string; expiresAt: Date };
}

/** Gives the browser what an identity verb has admitted it to, and answers where to go: to `next` or to the second step. */
export async function admitBrowser({ session, pending }: Admission, next: string): Promise<string> {
  if (session) {
    await writeSessionCookie(session);
    await clearSecondStep();
    return next;
  }
  if (!pending) return routes.waiting();
  (await cookies()).set(secondStepName(), pending.secret, { ...cookieOptions(), expires: pending.expiresAt });
  return routes.secondStep();
}

function deviceName(): string {
  return isSecure() ? "__Host-portico-device" : "portico-device";
}

/** Tells this browser from the person's others, for as long as it keeps its cookies. Written where cookies can be. */
async function deviceSecret(): Promise<string> {
  const jar = await cookies();
  const known = jar.get(deviceName())?.value;
  const value = known && /^[0-9A-Za-z]{32}$/.test(known) ? known : randomBase62(32);
  jar.set(deviceName(), value, { ...cookieOptions(), maxAge: DEVICE_MAX_AGE_SECONDS });
  return value;
}

/** Where the current request comes from, for slow-downs and the list of sessions. Only in actions and handlers. */
export async function requestOrigin(): Promise<RequestOrigin> {
  const list = await headers();
  return {
    address: clientAddress(list.get("x-forwarded-for"), env().TRUSTED_PROXIES),
    userAgent: (list.get("user-agent") ?? "").slice(0, 400),
    deviceSecret: await deviceSecret(),
  };
}

/** The network that the current request comes from, or "" when unknown: for fair shares. */
export async function requestNetwork(): Promise<string> {
  const forwardedFor = (await headers()).get("x-forwarded-for");
  return networkOf(clientAddress(forwardedFor, env().TRUSTED_PROXIES));
}

/** Checks a person's e-mail and password and opens a session, or answers null. */
type OpenSession = (credentials: unknown, origin: RequestOrigin) => Promise<{ sessionId: string } | null>;

/** Ends the session of the request's cookie. */
type CloseSession = () => Promise<void>;

function authOptions(openSession: OpenSession, closeSession: CloseSession): AuthOptions {
  return {
    // The library only takes the cookie back; a copy of it must be worth nothing either.
    events: { signOut: closeSession },
    secret: secret(),
    session: { strategy: "jwt", maxAge: COOKIE_MAX_AGE_SECONDS },
    useSecureCookies: isSecure(),
    cookies: { sessionToken: { name: cookieName(), options: cookieOptions() } },
    pages: { signIn: routes.signIn(), signOut: routes.home(), error: routes.signIn() },
    providers: [
      {
        id: "credentials",
        name: "E-mail and password",
        type: "credentials",
        credentials: { email: {}, password: {} },
        async authorize(credentials) {
          const opened = await openSession(credentials, await requestOrigin());
          return opened && { id: opened.sessionId };
        },
      },
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      session: async ({ token }) => {
        const member = typeof token.sid === "string" ? await findMember(db(), token.sid, clock.now()) : null;
        return { expires: "", user: member ? { name: member.name, email: member.email } : undefined };
      },
      redirect: ({ url, baseUrl }) =>
        baseUrl + safeNext(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url),
    },
  };
}

type RouteContext = { params: Promise<{ nextauth: string[] }> };
type RouteHandler = (request: NextRequest, context: RouteContext) => Promise<Response>;

/** next-auth's own addresses under /api/auth. */
export function authRoute(openSession: OpenSession, closeSession: CloseSession): RouteHandler {
  return async (request, context) => {
    process.env.NEXTAUTH_URL = env().PUBLIC_URL;
    return NextAuth(request, context, authOptions(openSession, closeSession));
  };
}

const SSO_MAX_AGE_SECONDS = 2 * 60 * 60;

function ssoName(): string {
  return isSecure() ? "__Host-portico-sso" : "portico-sso";
}

/** The secret that binds a way to a sign-in provider and back to this browser; null when it has begun none. */
export async function readSsoBrowser(): Promise<string | null> {
  return (await cookies()).get(ssoName())?.value ?? null;
}

/** As readSsoBrowser, giving the browser one if need be; several tabs share it. */
export async function keepSsoBrowser(): Promise<string> {
  const secret = (await readSsoBrowser()) || randomBase62(43);
  (await cookies()).set(ssoName(), secret, { ...cookieOptions(), maxAge: SSO_MAX_AGE_SECONDS });
  return secret;
}
