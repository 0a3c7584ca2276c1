import { signIn, signOut } from "#server/identity/index.ts";
import { clock } from "#server/platform/clock.ts";
import { newId } from "#server/platform/ids.ts";
import { log } from "#server/platform/log.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { authRoute, currentContext } from "#server/platform/session.ts";

const openSession: Parameters<typeof authRoute>[0] = async (credentials, origin) => {
  const ctx = { caller: { kind: "visitor" }, now: clock.now(), requestId: newId("req") } as const;
  try {
    const result = await signIn(ctx, credentials, origin);
    return result.kind === "session" ? { sessionId: result.session.id } : null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    // The library writes what it catches into the address it redirects to.
    log().error({ err: error, requestId: ctx.requestId }, "sign-in failed");
    throw new Error("unavailable");
  }
};

const handler = authRoute(openSession, async () => signOut(await currentContext()));

export { handler as GET, handler as POST };
