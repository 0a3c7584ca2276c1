import { RE2JS } from "re2js";
import { sampleFromPattern } from "./sample-pattern.ts";
import type { Json } from "./schema.ts";

const MAX_LENGTH = 2_000;

/** One plausible value for each format; `n` counts up to tell values apart. */
const FORMATS: Record<string, (n: number) => string> = {
  "date-time": (n) => `2026-01-15T09:30:${two(n)}Z`,
  date: (n) => `2026-01-${two((n % 28) + 1)}`,
  time: (n) => `09:30:${two(n)}Z`,
  duration: (n) => `P${n + 1}D`,
  email: (n) => `ada${n || ""}@example.com`,
  "idn-email": (n) => `ada${n || ""}@example.com`,
  hostname: (n) => `host${n || ""}.example.com`,
  "idn-hostname": (n) => `host${n || ""}.example.com`,
  ipv4: (n) => `192.0.2.${(n % 250) + 1}`,
  ip: (n) => `192.0.2.${(n % 250) + 1}`,
  ipv6: (n) => `2001:db8::${n + 1}`,
  uri: (n) => `https://example.com/${n || ""}`,
  url: (n) => `https://example.com/${n || ""}`,
  iri: (n) => `https://example.com/${n || ""}`,
  "uri-reference": (n) => `/items/${n + 1}`,
  "iri-reference": (n) => `/items/${n + 1}`,
  "uri-template": () => "https://example.com/items/{id}",
  uuid: (n) => `3fa85f64-5717-4562-b3fc-2c963f66a${(0xfa6 + n).toString(16).padStart(3, "0")}`,
  "json-pointer": (n) => `/items/${n}`,
  "relative-json-pointer": (n) => `${n}/items`,
  regex: () => "^[a-z]+$",
  byte: () => "UG9ydGljbw==",
  base64: () => "UG9ydGljbw==",
  base64url: () => "UG9ydGljbw",
  "unix-time": (n) => String(1_768_469_400 + n),
};

/** A text that fits pattern, format and length as far as that can be done; `variant` gives different ones. */
export function sampleText(schema: { [keyword: string]: Json }, variant: number): string {
  const least = Math.min(typeof schema.minLength === "number" ? schema.minLength : 0, MAX_LENGTH);
  const most = typeof schema.maxLength === "number" ? schema.maxLength : MAX_LENGTH;
  const format = typeof schema.format === "string" ? FORMATS[schema.format]?.(variant) : undefined;
  if (typeof schema.pattern === "string") return sampleMatching(schema.pattern, least, most, variant, format);
  if (format !== undefined && format.length <= most)
    return format.length >= least ? format : stretch(format, least);
  if (schema.contentEncoding === "base64") return "UG9ydGljbw==";
  const plain = `text${variant ? variant + 1 : ""}`;
  return stretch(plain, least).slice(variant && most < plain.length ? -most : 0, most);
}

function sampleMatching(
  pattern: string,
  least: number,
  most: number,
  variant: number,
  format: string | undefined,
): string {
  const matcher = compile(pattern);
  const fits = (text: string) =>
    text.length >= least && text.length <= most && (!matcher || matcher.matcher(text).find());
  const candidates = [
    format,
    ...[0, 1, 2, 4, 8, 16, 32].map((extra) => sampleFromPattern(pattern, extra, variant)),
  ];
  let longest = "";
  for (const candidate of candidates) {
    if (candidate === undefined || candidate.length > MAX_LENGTH) continue;
    if (fits(candidate)) return candidate;
    const stretched = stretch(candidate, least);
    if (fits(stretched)) return stretched;
    if (candidate.length > longest.length) longest = candidate;
  }
  return longest.slice(0, most);
}

function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern), RE2JS.LOOKBEHINDS);
  } catch {
    return undefined;
  }
}

function stretch(text: string, least: number): string {
  if (text.length >= least) return text;
  return text.includes("@") || text.includes("://")
    ? text + "a".repeat(least - text.length)
    : (text || "x").repeat(Math.ceil(least / (text.length || 1))).slice(0, least);
}

function two(n: number): string {
  return String(n % 60).padStart(2, "0");
}
