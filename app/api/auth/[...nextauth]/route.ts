import { authRoute } from "#server/platform/session.ts";

// The portal signs people in with its own form; next-auth's addresses serve its session, CSRF and sign-out calls.
const handler = authRoute(async () => null);

export { handler as GET, handler as POST };
