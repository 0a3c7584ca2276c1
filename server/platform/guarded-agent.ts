import { lookup as systemLookup } from "node:dns";
import { type LookupFunction, Socket } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, buildConnector } from "undici";
import { env } from "./env.ts";

/** Milliseconds of each phase; those that did not happen, or not yet, are left out. */
export interface ConnectTiming {
  dns?: number;
  connect?: number;
  tls?: number;
}

interface GuardOptions {
  /** For resolving, connecting and TLS together. */
  connectMs: number;
  /** From the request's last byte to the answer's headers. */
  headersMs: number;
  /** Between two pieces of the body. */
  bodyMs: number;
  /** Tests stand in for the name service. */
  lookup?: LookupFunction | undefined;
  /** Filled in as the connection comes about. */
  timing?: ConnectTiming;
}

/** The address is loopback, private, link-local or otherwise none that Portico may connect to. */
export class PrivateAddress extends Error {}

/** Whether Portico may connect to this IP address: ordinary unicast only, also inside IPv6 forms that carry IPv4. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === "unicast";
  // 64:ff9b::/96, 2002::/16 and 2001::/32 lead to an IPv4 address of the writer's choice; none is a plain web server.
  return parsed.range() === "unicast" && !parsed.match(ipaddr.IPv6.parseCIDR("::/96"));
}

/** The same of an address written as an IP address, in whatever form; null for a name, which the socket judges. */
export function isPublicLiteral(url: URL): boolean | null {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(host) ? isPublicAddress(host) : null;
}

/** Whether the operator lets Portico reach this host although its address is private (OUTBOUND_ALLOW). */
export function isExemptHost(url: URL): boolean {
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const names = [url.hostname, `${url.hostname}:${port}`];
  return env()
    .OUTBOUND_ALLOW.split(",")
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== "" && names.includes(entry));
}

/**
 * One connection to one host outside. Private, loopback, link-local and other special addresses are refused when the
 * socket connects, so that a name cannot resolve to something else after a check. Whatever Portico fetches from an
 * address that it was given goes through here.
 */
export function guardedAgent(url: URL, options: GuardOptions): Agent {
  const isExempt = isExemptHost(url);
  // node:net never asks lookup about a literal address.
  if (!isExempt && isPublicLiteral(url) === false) throw new PrivateAddress();
  const lookup = guardedLookup(options.lookup ?? (systemLookup as LookupFunction), isExempt);
  const connect = buildConnector({ lookup, timeout: options.connectMs });
  return new Agent({
    connect(asked, done) {
      // Its types hide that the connector hands the socket back while it still connects.
      const socket: unknown = connect(asked, done);
      if (options.timing && socket instanceof Socket) observe(socket, options.timing);
    },
    connections: 1,
    pipelining: 0,
    maxHeaderSize: 32 * 1024,
    headersTimeout: options.headersMs,
    bodyTimeout: options.bodyMs,
  });
}

function guardedLookup(resolve: LookupFunction, isExempt: boolean): LookupFunction {
  return (name, asked, done) => {
    resolve(name, { ...asked, all: true }, (error, found) => {
      if (error) return done(error, []);
      const addresses = Array.isArray(found)
        ? found
        : [{ address: found, family: ipaddr.parse(found).kind() === "ipv6" ? 6 : 4 }];
      if (!isExempt && !addresses.every(({ address }) => isPublicAddress(address)))
        return done(new PrivateAddress(), []);
      const [first] = addresses;
      if (!first) return done(Object.assign(new Error("no address"), { code: "ENOTFOUND" }), []);
      return asked.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
}

function observe(socket: Socket, timing: ConnectTiming): void {
  let sinceMs = performance.now();
  const lap = (phase: keyof ConnectTiming) => () => {
    const nowMs = performance.now();
    timing[phase] = Math.round((nowMs - sinceMs) * 10) / 10;
    sinceMs = nowMs;
  };
  socket.once("lookup", lap("dns")).once("connect", lap("connect")).once("secureConnect", lap("tls"));
}
