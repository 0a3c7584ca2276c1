const LOCAL_PART = /^(?!\.)(?!.*\.\.)[a-z0-9_'+.-]{0,63}[a-z0-9_+-]$/;
const HOST_NAME =
  /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
/** Letters, digits, marks, hyphens and full stops: nothing that an address parser could read as anything else. */
const WRITTEN_HOST = /^[\p{L}\p{M}\p{N}.-]+$/u;

/** A plain address as it is kept: ASCII, lower case, its domain in Punycode. */
export const PLAIN_ADDRESS =
  /^(?=.{6,254}$)(?!\.)(?!.*\.\.)[a-z0-9_'+.-]{0,63}[a-z0-9_+-]@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * The one spelling under which an address is kept and compared, or null when it is not a plain one. Case never tells
 * two addresses apart; letters beyond ASCII do: in the domain they become Punycode, in the local part they are refused,
 * so that no look-alike can stand for somebody else's address. Names, quotes, comments and lists are no addresses.
 */
export function normaliseAddress(text: string): string | null {
  const [local = "", domain = "", ...more] = text.trim().split("@");
  if (more.length > 0) return null;
  const plainLocal = lowerAscii(local);
  const plainDomain = normaliseDomain(domain);
  if (!plainDomain || !LOCAL_PART.test(plainLocal)) return null;
  const address = `${plainLocal}@${plainDomain}`;
  return address.length <= 254 ? address : null;
}

/** A domain in lower case and Punycode, or null when it is not one. */
export function normaliseDomain(text: string): string | null {
  const written = text.trim();
  if (!WRITTEN_HOST.test(written) || !URL.canParse(`http://${written}`)) return null;
  const { hostname } = new URL(`http://${written}`);
  return HOST_NAME.test(hostname) ? hostname : null;
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

/** Whether an address's domain is one of these: example.com is that very domain, *.example.com every name below it. */
export function isDomainAmong(domain: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.startsWith("*.") ? domain.endsWith(pattern.slice(1)) : domain === pattern,
  );
}

/** A pattern for isDomainAmong as an administrator may write it, or null. */
export function normaliseDomainPattern(text: string): string | null {
  const written = text.trim().replace(/^@/, "");
  const isBelow = written.startsWith("*.");
  const domain = normaliseDomain(isBelow ? written.slice(2) : written);
  return domain && (isBelow ? `*.${domain}` : domain);
}

/** Not toLowerCase(), which turns the Kelvin sign into a k and so one person's address into another's. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
