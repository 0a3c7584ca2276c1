import { PrivateAddress } from "#server/platform/guarded-agent.ts";
import type { OutsideCall } from "#server/platform/open-outside.ts";
import type { RelayLimits } from "./limits.ts";
import { Stop } from "./stop.ts";

/** Thrown into a call by its own clock. */
export class TotalTimeout extends Error {}

const CERTIFICATES: Record<string, string> = {
  CERT_HAS_EXPIRED: "has expired. Its operator must renew it",
  CERT_NOT_YET_VALID: "is not valid yet. Its operator must look at its dates",
  DEPTH_ZERO_SELF_SIGNED_CERT: "is self-signed. Its operator must use one of a public authority",
  SELF_SIGNED_CERT_IN_CHAIN: "comes from an authority that nobody knows. Its operator must use a public one",
  UNABLE_TO_GET_ISSUER_CERT: "comes from an authority that nobody knows. Its operator must use a public one",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "comes from an unknown authority, or the server leaves out the certificates between. Its operator must send the whole chain",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "comes from an unknown authority, or the server leaves out the certificates between. Its operator must send the whole chain",
  CERT_REVOKED: "was revoked. Its operator must replace it",
  ERR_TLS_CERT_ALTNAME_INVALID: "belongs to another host. Check the address, or tell its operator",
};

const UNREACHABLE = new Set(["EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "EADDRNOTAVAIL"]);
const LOST = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED", "UND_ERR_SOCKET", "UND_ERR_ABORTED"]);

/** What kept a call from its answer, as a sentence that says how to mend it; null for what is our own fault. */
export function explainFailure(
  error: unknown,
  url: URL,
  timing: OutsideCall["timing"],
  limits: RelayLimits,
): Stop | null {
  const causes = causesOf(error);
  const stop = causes.find((cause) => cause instanceof Stop);
  if (stop) return stop;
  if (causes.some((cause) => cause instanceof PrivateAddress)) {
    return new Stop(
      "host_not_allowed",
      `${url.hostname} is not a public address, so it is not called from here. The portal's operator can allow it with OUTBOUND_ALLOW.`,
    );
  }
  if (causes.some((cause) => cause instanceof TotalTimeout)) {
    return new Stop(
      "timed_out",
      `The call was not over within ${seconds(limits.totalMs)} and was given up. Ask for less, or call the server without the portal.`,
    );
  }
  // undici's parser says what is wrong by its name alone.
  const codes = causes.flatMap((cause) => ["code" in cause ? String(cause.code) : "", cause.name]);
  return (
    explainTimeout(codes, url, timing, limits) ??
    explainName(codes, url) ??
    explainTls(codes, url) ??
    explainConnection(codes, url)
  );
}

function explainTimeout(
  codes: string[],
  { hostname }: URL,
  { dns, connect }: OutsideCall["timing"],
  limits: RelayLimits,
): Stop | null {
  if (codes.includes("UND_ERR_CONNECT_TIMEOUT") || codes.includes("ETIMEDOUT")) {
    const phase =
      connect !== undefined
        ? "did not finish the TLS handshake"
        : dns !== undefined
          ? "did not accept a connection"
          : "was not found by the name service, or did not accept a connection,";
    return new Stop(
      "timed_out",
      `${hostname} ${phase} within ${seconds(limits.connectMs)}. Check the address; a firewall may keep the portal out.`,
    );
  }
  if (codes.includes("UND_ERR_HEADERS_TIMEOUT")) {
    return new Stop(
      "timed_out",
      `${hostname} accepted the call and did not begin to answer within ${seconds(limits.firstByteMs)}. Try again, or ask for less.`,
    );
  }
  if (codes.includes("UND_ERR_BODY_TIMEOUT")) {
    return new Stop(
      "timed_out",
      `${hostname} stopped in the middle of its answer for ${seconds(limits.idleMs)}. Try again.`,
    );
  }
  return null;
}

function explainName(codes: string[], { hostname }: URL): Stop | null {
  if (codes.includes("ENOTFOUND"))
    return new Stop(
      "dns_failed",
      `There is no server named ${hostname}. Check the address and its variables.`,
    );
  if (codes.some((code) => /^(EAI_|ESERVFAIL|EREFUSED$)/.test(code))) {
    return new Stop(
      "dns_failed",
      `The name service could not say where ${hostname} is. Try again in a minute.`,
    );
  }
  return null;
}

function explainTls(codes: string[], { hostname }: URL): Stop | null {
  const certificate = codes.flatMap((code) => CERTIFICATES[code] ?? [])[0];
  if (certificate) return new Stop("tls_failed", `The certificate of ${hostname} ${certificate}.`);
  if (codes.includes("ERR_SSL_WRONG_VERSION_NUMBER") || codes.includes("ERR_SSL_PACKET_LENGTH_TOO_LONG")) {
    return new Stop(
      "tls_failed",
      `${hostname} does not speak TLS on this port. Try http:// or another port.`,
    );
  }
  if (codes.some((code) => /^(ERR_SSL_|ERR_TLS_|EPROTO$|CERT_|CRL_)/.test(code))) {
    return new Stop(
      "tls_failed",
      `${hostname} and the portal could not agree on a secure connection. Its operator must offer TLS 1.2 or 1.3.`,
    );
  }
  return null;
}

function explainConnection(codes: string[], { hostname, host }: URL): Stop | null {
  if (codes.includes("ECONNREFUSED")) {
    return new Stop(
      "connection_refused",
      `Nothing listens at ${host}. Check the port, or ask the operator whether the server is up.`,
    );
  }
  if (codes.some((code) => UNREACHABLE.has(code)))
    return new Stop("connection_refused", `The portal has no way to ${hostname}. Check the address.`);
  if (codes.includes("UND_ERR_HEADERS_OVERFLOW"))
    return new Stop("answer_too_large", `${hostname} answers with more than 32 KB of headers.`);
  if (codes.some((code) => /^(Z_|ERR_BROTLI|ERR__ERROR)/.test(code)))
    return new Stop("connection_lost", `What ${hostname} packed could not be unpacked.`);
  if (codes.includes("HTTPParserError") || codes.includes("UND_ERR_RES_CONTENT_LENGTH_MISMATCH"))
    return new Stop("connection_lost", `What ${hostname} answered is not HTTP. Check the port.`);
  if (codes.some((code) => LOST.has(code)))
    return new Stop(
      "connection_lost",
      `${hostname} closed the connection before it had answered. Try again.`,
    );
  return null;
}

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && causes.length < 5; cause = cause.cause)
    causes.push(cause);
  return causes;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} seconds`;
}
