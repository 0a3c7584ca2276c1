import ipaddr from "ipaddr.js";

/** Where a request comes from, as far as we can know. */
export interface RequestOrigin {
  address: string;
  userAgent: string;
  /** From the cookie that tells this browser from a person's others. */
  deviceSecret?: string;
}

/** What one subscriber of a provider holds: an IPv4 address, or the /64 around an IPv6 one, whose rest is theirs to vary. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!("parts" in parsed)) return parsed.toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}

/**
 * The caller's address, or "" when unknown. `forwardedFor` ends with the address that reached us; `trustedProxies`
 * entries before the end were written by our own proxies, whatever stands further left by anybody.
 */
export function clientAddress(forwardedFor: string | null | undefined, trustedProxies: number): string {
  const hops = (forwardedFor ?? "").split(",").map((hop) => hop.trim());
  const hop = hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? "";
  return ipaddr.isValid(hop) ? ipaddr.process(hop).toString() : "";
}
