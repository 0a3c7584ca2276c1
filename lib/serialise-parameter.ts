/** How a parameter travels, by OpenAPI's tables of styles (RFC 6570 underneath). */
export interface ParameterShape {
  name: string;
  in: "path" | "query" | "querystring" | "header" | "cookie";
  style: string;
  explode: boolean;
  allowReserved: boolean;
  /** Instead of a style: the value is written in this media type. */
  contentType?: string | undefined;
}

type Encode = (text: string) => string;
type Entry = [name: string, value: unknown];

const MAX_DEPTH = 8;

/**
 * The parameter as it stands in a request: a path's part, `name=value` pairs of a query, a header's value, or pairs
 * of the Cookie header. "" where an empty list or object is not sent at all. The inverse of the sandbox's reading.
 */
export function serialiseParameter(parameter: ParameterShape, value: unknown): string {
  const { name, in: place } = parameter;
  const encode = encoderOf(parameter);
  if (place === "querystring") return parameter.contentType ? wholeQuery(parameter, value) : written(value);
  if (parameter.contentType) {
    const text = encode(typeof value === "string" ? value : JSON.stringify(value ?? null));
    return place === "query" || place === "cookie" ? `${percent(name)}=${text}` : text;
  }
  if (place === "path") return pathPart(parameter, value, encode);
  if (place === "header") return simple(value, parameter.explode, encode);
  return pairs(parameter, value, encode).join(isPlainCookie(parameter) ? "; " : "&");
}

/** Headers and cookies of their own style travel as they are; elsewhere what would end or split a value is encoded. */
function encoderOf(parameter: ParameterShape): Encode {
  const { in: place, allowReserved } = parameter;
  if (place === "header" || isPlainCookie(parameter)) return asIs;
  if (!allowReserved) return percent;
  return place === "query" ? reserved : place === "path" ? reservedInPath : percent;
}

function isPlainCookie({ in: place, style, contentType }: ParameterShape): boolean {
  return place === "cookie" && style === "cookie" && !contentType;
}

const asIs: Encode = (text) => text;

/** RFC 3986: everything but the unreserved characters. */
function percent(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, hex);
}

/** Leaves what an address may hold, save what would split a query or be read as a space. */
function reserved(text: string): string {
  return addressPart(text).replace(/[#&+[\]'()*]/g, hex);
}

/** The same for a path, which ends at "?" and "#" and is split at "/". */
function reservedInPath(text: string): string {
  return addressPart(text).replace(/[/?#[\]'()*]/g, hex);
}

/** RFC 6570's reserved expansion: what is percent-encoded already stays so. */
function addressPart(text: string): string {
  return encodeURI(text.toWellFormed()).replace(/%25([\da-f]{2})/gi, "%$1");
}

function hex(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function wholeQuery({ contentType }: ParameterShape, value: unknown): string {
  if (typeof value === "string") return value;
  if (!/x-www-form-urlencoded/i.test(contentType ?? "")) return percent(JSON.stringify(value ?? null));
  return entriesOf(value)
    .flatMap(([name, item]) => (Array.isArray(item) ? item : [item]).map((one) => [name, one] as const))
    .map(([name, item]) => `${percent(name)}=${percent(written(item))}`)
    .join("&");
}

function pathPart(parameter: ParameterShape, value: unknown, whole: Encode): string {
  const { name, style, explode } = parameter;
  // What separates items may stand in a value that is alone, and not in one of several.
  const encode: Encode = isCollection(value) ? (text) => whole(text).replace(/[,;=]/g, hex) : whole;
  if (style === "label") return `.${joined(value, explode, encode, explode ? "." : ",")}`;
  if (style !== "matrix") return simple(value, explode, encode);
  const assign = (key: string, text: string) =>
    text === "" ? `;${percent(key)}` : `;${percent(key)}=${text}`;
  if (!explode || !isCollection(value)) return assign(name, joined(value, false, encode, ","));
  return Array.isArray(value)
    ? value.map((item) => assign(name, encode(written(item)))).join("")
    : entriesOf(value)
        .map(([key, item]) => assign(key, encode(written(item))))
        .join("");
}

function simple(value: unknown, explode: boolean, encode: Encode): string {
  return joined(value, explode, encode, ",");
}

/** Items or alternating names and values between `glue`; exploded objects as assignments. */
function joined(value: unknown, explode: boolean, encode: Encode, glue: string): string {
  if (Array.isArray(value)) return value.map((item) => encode(written(item))).join(glue);
  if (!isCollection(value)) return encode(written(value));
  return entriesOf(value)
    .map(([key, item]) => `${encode(key)}${explode ? "=" : glue}${encode(written(item))}`)
    .join(glue);
}

function pairs(parameter: ParameterShape, value: unknown, encode: Encode): string[] {
  const { name, style, explode } = parameter;
  const isPlain = isPlainCookie(parameter);
  const named: Encode = isPlain ? asIs : percent;
  if (!isCollection(value)) return [`${named(name)}=${encode(written(value))}`];
  const entries = entriesOf(value);
  if (entries.length === 0) return [];
  if (style === "deepObject")
    return entries.flatMap(([key, item]) => deep(`${name}[${key}]`, item, encode, 1));
  if (explode)
    return Array.isArray(value)
      ? value.map((item) => `${named(name)}=${encode(written(item))}`)
      : entries.map(([key, item]) => `${named(key)}=${encode(written(item))}`);
  // A separator inside an item would split it, reserved characters allowed or not.
  const inside: Encode = isPlain ? asIs : (text) => encode(text).replaceAll(",", "%2C");
  return [`${named(name)}=${joined(value, false, inside, SEPARATOR[style] ?? ",")}`];
}

const SEPARATOR: Record<string, string> = { spaceDelimited: "%20", pipeDelimited: "%7C" };

function deep(path: string, value: unknown, encode: Encode, depth: number): string[] {
  if (!isCollection(value) || depth >= MAX_DEPTH) return [`${percent(path)}=${encode(written(value))}`];
  return entriesOf(value).flatMap(([key, item]) => deep(`${path}[${key}]`, item, encode, depth + 1));
}

function isCollection(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Names and values in their order; those without a value are not sent. */
function entriesOf(value: unknown): Entry[] {
  return isCollection(value) ? Object.entries(value).filter(([, item]) => item !== undefined) : [];
}

function written(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
