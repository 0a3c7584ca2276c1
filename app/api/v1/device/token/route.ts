import { pollDeviceGrant } from "#server/identity/index.ts";
import { oauthAnswer, readForm, visitorCtx } from "../_parts/form-answer.ts";

/** RFC 8628, 3.4: a command line asks whether its person has answered. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request);
  const poll = form ? await pollDeviceGrant(visitorCtx(), form) : ({ error: "invalid_request" } as const);
  if ("error" in poll) return oauthAnswer(400, poll);
  return oauthAnswer(200, {
    access_token: poll.accessToken,
    token_type: "Bearer",
    expires_in: poll.expiresInSeconds,
    scope: poll.scopes.join(" "),
  });
}
