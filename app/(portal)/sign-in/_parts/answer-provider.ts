import { routes } from "#lib/routes.ts";
import type { Ctx } from "#server/platform/context.ts";
import { env } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";
import { admitBrowser, currentContext, readSsoBrowser, requestOrigin } from "#server/platform/session.ts";
import { isOfProof, problemOf, type SsoResult } from "#server/sso/index.ts";

type Browser = Awaited<ReturnType<typeof requestOrigin>> & { browserSecret: string | null };

/** Sends the browser on within this portal, never caching and never telling the next page where it came from. */
export function sendTo(path: string): Response {
  return new Response(null, {
    status: 303,
    headers: {
      location: path.startsWith("/") ? env().PUBLIC_URL + path : path,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    },
  });
}

/** Runs one step of a sign-in at a provider; what goes wrong is said on the page that the person came from. */
export function takeStep(work: (ctx: Ctx, browser: Browser) => Promise<string>): Promise<Response> {
  return takeForeignStep(async (ctx) =>
    work(ctx, { ...(await requestOrigin()), browserSecret: await readSsoBrowser() }),
  );
}

/** As takeStep, for what comes from another site without cookies: the browser's mark would be missed and written anew. */
export async function takeForeignStep(work: (ctx: Ctx) => Promise<string>): Promise<Response> {
  const ctx = await currentContext();
  try {
    return sendTo(await work(ctx));
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) log().error({ err: error, requestId: ctx.requestId }, "sign-in at a provider failed");
    const isMember = ctx.caller.kind === "member";
    const said = problem ?? "answer_refused";
    if (isOfProof(error)) return sendTo(routes.proved(said));
    return sendTo(isMember ? routes.connectionProblem(said) : routes.signInProblem(said));
  }
}

/** What the browser is given, and where it goes. */
export async function follow(result: SsoResult): Promise<string> {
  switch (result.kind) {
    case "admitted":
      return admitBrowser(result.admission, result.next);
    case "connected":
      return result.next;
    case "proved":
      return routes.proved();
    case "mailed":
      return routes.connectionMailed();
  }
}
