import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { isObject, type JsonObject, notReached, notUnderstood, text } from "./answers.ts";
import { findToken, keepToken } from "./kept-tokens.ts";
import { EXIT, type Outcome } from "./outcome.ts";
import { endToken } from "./signed-in.ts";

const SCOPES = "apis:read apis:write revisions:write";
const GRANT = "urn:ietf:params:oauth:grant-type:device_code";

/** Signs this machine in by the device flow (RFC 8628): a person confirms the code in their browser. */
export async function login(url: string): Promise<Outcome> {
  const before = await findToken(url);
  try {
    const codes = await post(`${url}/api/v1/device/code`, {
      client_name: `portico on ${hostname()}`,
      scope: SCOPES,
    });
    if (typeof codes.device_code !== "string") return refused(codes);
    process.stderr.write(
      `Open ${text(codes.verification_uri)} and enter the code ${text(codes.user_code)}\nWaiting for you to allow it …\n`,
    );
    const outcome = await waitFor(url, codes.device_code, Number(codes.interval) || 5);
    // Nobody could end the one before from here any more. Where the portal does not answer, it ends by itself.
    if (before && outcome.code === EXIT.ok) await endToken(url, before).catch(() => undefined);
    return outcome;
  } catch (error) {
    return error instanceof SyntaxError ? notUnderstood(0) : notReached(url, error);
  }
}

/** Asks until the person has answered; RFC 8628, 3.5 says how often. */
async function waitFor(url: string, deviceCode: string, firstIntervalSeconds: number): Promise<Outcome> {
  for (let intervalSeconds = firstIntervalSeconds; ; ) {
    await sleep(intervalSeconds * 1_000);
    const answer = await post(`${url}/api/v1/device/token`, { grant_type: GRANT, device_code: deviceCode });
    if (typeof answer.access_token === "string") {
      await keepToken(url, answer.access_token);
      const said = `Signed in to ${url}. The token lives ${Math.round(Number(answer.expires_in) / 86_400)} days.`;
      return { code: EXIT.ok, text: said, json: { ok: true, url, scope: answer.scope } };
    }
    if (answer.error === "slow_down") intervalSeconds += 5;
    else if (answer.error !== "authorization_pending") return refused(answer);
  }
}

const WORDS: Record<string, string> = {
  access_denied: "You refused it in the browser.",
  expired_token: "The code has expired. Run portico login again.",
  invalid_grant: "The code was used already. Run portico login again.",
  slow_down: "Too many attempts from this network. Wait a little.",
};

function refused(answer: JsonObject): Outcome {
  const fault = WORDS[text(answer.error)] ?? text(answer.error_description ?? answer.error ?? answer.detail);
  return { code: EXIT.notAllowed, text: fault, json: { ok: false, error: answer.error, fault } };
}

async function post(address: string, fields: Record<string, string>): Promise<JsonObject> {
  const response = await fetch(address, {
    method: "POST",
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
    body: new URLSearchParams(fields),
  });
  const body: unknown = await response.json();
  if (!isObject(body)) throw new SyntaxError("not an object");
  return body;
}
