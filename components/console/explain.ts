import type { KeyEnvironment } from "#lib/key-environment.ts";

/** What happened and how to mend it. */
export interface Explanation {
  tone: "danger" | "attention" | "note";
  title: string;
  mend: string;
}

/** What failed, in a line. How to mend it is the relay's to say, which knows the host and the reason. */
const TITLES: Record<string, string> = {
  ticket_expired: "The permission to call has run out",
  host_not_allowed: "This host may not be called from here",
  rate_limited: "Too many calls from the console",
  request_too_large: "The request is too large for the console",
  answer_too_large: "The answer is larger than the console takes",
  dns_failed: "The server's name was not found",
  connection_refused: "The server refused the connection",
  tls_failed: "The secure connection could not be made",
  connection_lost: "The connection broke off",
  timed_out: "The server took too long",
  invalid_address: "This call has no clear address",
  browser_cannot: "A browser cannot make this call",
  refused: "The portal does not make this call",
};

/** A call that brought no answer. */
export function explainFailure(code: string, message: string, retryAfter: string | null): Explanation {
  if (code === "offline")
    return {
      tone: "danger",
      title: "The portal could not be reached",
      mend: "Check your connection, then send it again.",
    };
  if (code === "not_signed_in")
    return {
      tone: "attention",
      title: "Sign in to call live servers",
      mend: "The portal calls live servers for people it knows. The sandbox answers without that, with a key.",
    };
  const when = retryAfter ? ` ${waitText(retryAfter)}` : "";
  return { tone: "danger", title: TITLES[code] ?? "The call could not be made", mend: message + when };
}

interface Answered {
  status: number;
  headers: readonly [string, string][];
  /** The parsed body of a problem, if it is one. */
  problem: Record<string, unknown> | null;
  isSandbox: boolean;
  hasCredential: boolean;
  /** What a key of the portal, if one was sent, says of itself. */
  keyFor: KeyEnvironment | null;
  /** Without a plan nobody can have a key for the sandbox; live servers may take other credentials. */
  hasPlan: boolean;
  hasServers: boolean;
}

/** What an answer means where it is not simply a success; null says that it speaks for itself. */
export function explainAnswer(answered: Answered): Explanation | null {
  const { status, headers } = answered;
  const location = header(headers, "location");
  if (status >= 300 && status < 400 && location)
    return {
      tone: "note",
      title: "The API sends the caller elsewhere",
      mend: `It names ${location}. The console does not go there by itself: call that address, or let your client follow redirects.`,
    };
  if (status < 400) return null;
  if (status === 429) {
    const wait = header(headers, "retry-after");
    return {
      tone: "attention",
      title: "Too many calls",
      mend: wait ? waitText(wait) : "Wait a little, then send it again.",
    };
  }
  return answered.isSandbox ? explainSandbox(answered) : explainLive(answered);
}

function explainSandbox({
  status,
  problem,
  hasCredential,
  keyFor,
  hasPlan,
  hasServers,
}: Answered): Explanation | null {
  const code = codeOf(problem);
  const detail = typeof problem?.detail === "string" ? problem.detail : "";
  if (code === "wrong_environment" || (isRefusal(status) && keyFor === "live"))
    return {
      tone: "attention",
      title: "This key is for the live API",
      mend: `Use a sandbox key of your app here${hasServers ? ", or choose a live server under Environment" : ""}.`,
    };
  if (code === "credential_missing" || (status === 401 && !hasCredential))
    return {
      tone: "attention",
      title: "The sandbox wants to know who calls",
      mend: hasPlan
        ? "Choose one of your apps under Authorisation, or paste a sandbox key."
        : `This API has no plan yet, so there is no key for its sandbox. ${hasServers ? "Choose a live server under Environment." : "Its publisher can add a plan."}`,
    };
  if (code === "insufficient_scope") return { tone: "attention", title: "A scope is missing", mend: detail };
  if (code === "invalid_request")
    return {
      tone: "attention",
      title: "The sandbox found faults in the request",
      mend: "Each stands beside its field. Mend them and send it again.",
    };
  if (status === 401 || status === 403)
    return { tone: "attention", title: "The sandbox refused the key", mend: detail };
  return null;
}

function explainLive({ status, problem, hasCredential, keyFor }: Answered): Explanation | null {
  const isWrong = codeOf(problem) === "wrong_environment";
  if (isWrong && keyFor === "live")
    return {
      tone: "attention",
      title: "This key is for the live API",
      mend: "This server takes sandbox keys. Use one of your app, or choose another server under Environment.",
    };
  if (isWrong || (isRefusal(status) && keyFor === "sandbox"))
    return {
      tone: "attention",
      title: "This key is for the sandbox",
      mend: "Choose the sandbox under Environment, or issue a live key for your app and use that here.",
    };
  if (status === 401)
    return {
      tone: "attention",
      title: "The API does not accept the credential",
      mend: hasCredential
        ? keyFor === "live"
          ? "The key is a live one, as it should be. It may be mistyped, expired or revoked."
          : "It may be mistyped, expired or revoked, or be a sandbox key: live servers take live credentials."
        : "No credential was sent. Fill one in under Authorisation.",
    };
  if (status === 403)
    return {
      tone: "attention",
      title: "The API knows the credential but refuses this call",
      mend: "A scope or role may be missing, the plan may not cover this operation, or the caller's address may not be allowed: the call came from the portal's address, not from yours.",
    };
  return null;
}

function codeOf(problem: Answered["problem"]): string {
  return typeof problem?.code === "string" ? problem.code : "";
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403;
}

/** Live calls go through the relay; code of another page would meet what the console does not. */
export function explainCors(headers: readonly [string, string][], origin: string): string {
  const allowed = header(headers, "access-control-allow-origin");
  if (allowed === "*" || allowed === origin) return "";
  return allowed
    ? `The portal's relay made this call. Code in a browser page could read the answer on ${allowed} only.`
    : "The portal's relay made this call. The answer has no Access-Control-Allow-Origin, so code in a browser page could not read it: call this API from a server.";
}

/** Retry-After is seconds or a date. */
export function waitText(retryAfter: string): string {
  const seconds = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) : Number.NaN;
  if (Number.isNaN(seconds)) return `Try again after ${retryAfter}.`;
  if (seconds < 90) return `Try again in ${seconds} second${seconds === 1 ? "" : "s"}.`;
  return `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}

export function header(headers: readonly [string, string][], name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1];
}
