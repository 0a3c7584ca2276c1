import { getDomain } from "tldts";
import { isExemptHost, isPublicLiteral } from "#server/platform/guarded-agent.ts";
import { Refusal } from "#server/platform/refusal.ts";

/**
 * A host as it is kept: "api.example.com" (the schemes' own ports), "api.example.com:8443" (this port) or
 * "*.example.com" (every name below). Refuses what could not be reached, and wildcards over names that people register.
 */
export function readHostPattern(text: string): string {
  const isWildcard = text.startsWith("*.");
  const host = isWildcard ? text.slice(2) : text;
  if (!/^[^\s/\\?#@*]+$/.test(host) || !URL.canParse(`http://${host}`)) {
    throw fault("Enter the host alone, such as api.example.com, api.example.com:8443 or *.example.com.");
  }
  const url = new URL(`http://${host}`);
  if (isWildcard && getDomain(url.hostname, { allowPrivateDomains: true }) === null)
    throw fault(`Below ${url.hostname} names belong to many owners. Name one of them.`);
  if (!isExemptHost(url) && !isReachable(url)) {
    throw fault(
      `${url.hostname} is not a public address. The operator can allow it with OUTBOUND_ALLOW; then add it again.`,
    );
  }
  // The parser leaves out port 80; written down, it means that port under both schemes.
  const port = /:(\d+)$/.exec(host)?.[1];
  return `${isWildcard ? "*." : ""}${url.hostname}${port === undefined ? "" : `:${Number(port)}`}`;
}

function isReachable(url: URL): boolean {
  return isPublicLiteral(url) ?? url.hostname.includes(".");
}

/** Whether the pattern names the address's host and port. */
export function matchesHost(pattern: string, url: URL): boolean {
  const [, star, name, port] = /^(\*\.)?(.*?)(?::(\d+))?$/.exec(pattern) ?? [];
  if (name === undefined) return false;
  if (port === undefined ? url.port !== "" : port !== portOf(url)) return false;
  return star ? url.hostname.endsWith(`.${name}`) : url.hostname === name;
}

function portOf(url: URL): string {
  return url.port || (url.protocol === "https:" ? "443" : "80");
}

function fault(message: string): Refusal {
  return new Refusal("invalid_input", "This host cannot be allowed.", { host: message });
}
