import { isObject, notReached, notUnderstood, text } from "./answers.ts";
import { findToken, keepToken } from "./kept-tokens.ts";
import { EXIT, type Outcome } from "./outcome.ts";

function ask(url: string, path: string, token: string, method: "GET" | "POST"): Promise<Response> {
  return fetch(`${url}/api/v1${path}`, {
    method,
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
    headers: { authorization: `Bearer ${token}`, accept: "application/json" },
  });
}

/**
 * Ends at the portal the token that `portico login` kept, and forgets it here; one of PORTICO_TOKEN is its owner's to
 * end. When the portal is away, it stays, so that it can be ended later.
 */
export async function logout(url: string): Promise<Outcome> {
  const token = await findToken(url);
  if (!token) return { code: EXIT.ok, text: `Not signed in to ${url}.`, json: { ok: true, url } };
  try {
    const response = await endToken(url, token);
    if (!response.ok) return notUnderstood(response.status);
    await keepToken(url, undefined);
    return { code: EXIT.ok, text: `Signed out of ${url}.`, json: { ok: true, url } };
  } catch (error) {
    return notReached(url, error);
  }
}

/** Ends a token at its portal. */
export function endToken(url: string, token: string): Promise<Response> {
  return ask(url, "/device/revoke", token, "POST");
}

/** Whom the token acts for. */
export async function whoami(url: string, token: string): Promise<Outcome> {
  try {
    const response = await ask(url, "/me", token, "GET");
    const body: unknown = await response.json();
    if (!isObject(body)) return notUnderstood(response.status);
    if (!response.ok) return { code: EXIT.notAllowed, text: text(body.detail), json: { ok: false, ...body } };
    const scopes = Array.isArray(body.scopes) ? body.scopes.map(text).join(", ") : "everything";
    return { code: EXIT.ok, text: `${text(body.name)} at ${url}: ${scopes}`, json: { ok: true, ...body } };
  } catch (error) {
    return error instanceof SyntaxError ? notUnderstood(0) : notReached(url, error);
  }
}
