import { findCallerByToken, revokeOwnToken } from "#server/identity/index.ts";
import { oauthAnswer, visitorCtx } from "../_parts/form-answer.ts";

/** Ends the access token that asks. One that has ended already is answered alike (RFC 7009, 2.2). */
export async function POST(request: Request): Promise<Response> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization")?.trim() ?? "")?.[1];
  const ctx = visitorCtx();
  const caller = token ? await findCallerByToken(token, ctx.now) : null;
  if (caller) await revokeOwnToken({ ...ctx, caller });
  return oauthAnswer(200, {});
}
