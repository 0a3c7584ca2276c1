import { routes } from "#lib/routes.ts";
import { startDeviceGrant } from "#server/identity/index.ts";
import { env } from "#server/platform/env.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { requestOrigin } from "#server/platform/session.ts";
import { oauthAnswer, readForm, visitorCtx } from "../_parts/form-answer.ts";

/** RFC 8628, 3.1: a command line asks for its codes. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request);
  if (!form) return oauthAnswer(400, { error: "invalid_request" });
  try {
    const codes = await startDeviceGrant(visitorCtx(), form, await requestOrigin());
    return oauthAnswer(200, {
      device_code: codes.deviceCode,
      user_code: codes.userCode,
      verification_uri: env().PUBLIC_URL + routes.device(),
      expires_in: codes.expiresInSeconds,
      interval: codes.intervalSeconds,
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const isTooMany = error.code === "limit_reached";
    return oauthAnswer(isTooMany ? 429 : 400, {
      error: isTooMany ? "slow_down" : "scope" in error.fields ? "invalid_scope" : "invalid_request",
      error_description: error.message,
    });
  }
}
