import type { IncomingHttpHeaders } from "node:http";
import type { CallableOperation, CallableParameter } from "#server/specs/schema.ts";
import { parseJson } from "./check-body.ts";
import type { Checker } from "./checker.ts";
import { readForm, readQuery, readSimple } from "./deserialise.ts";
import type { Fault } from "./fault.ts";
import { isJsonType } from "./media-types.ts";
import { decodeText, splitCookies, splitPairs } from "./query-text.ts";

export interface SentParameters {
  path: Record<string, string>;
  /** Without the question mark, still encoded. */
  query: string;
  headers: IncomingHttpHeaders;
}

/** OpenAPI leaves these to the protocol; a parameter of such a name is ignored. */
const PROTOCOL_HEADERS = new Set(["accept", "content-type", "authorization"]);
/** Names under which a credential travels that the verdict has already judged. */
type CredentialNames = ReadonlySet<string>;

/** Judges every parameter the operation declares. */
export function checkParameters(
  operation: CallableOperation,
  checker: Checker,
  sent: SentParameters,
): Fault[] {
  const pairs = splitPairs(sent.query);
  const cookie = sent.headers.cookie ?? "";
  const cookies = { form: splitPairs(cookie.replaceAll(/;\s*/g, "&")), plain: splitCookies(cookie) };
  const taken = new Set(
    operation.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name),
  );
  const credentials: CredentialNames = new Set(
    operation.securitySchemes.map((scheme) => scheme.parameterName?.toLowerCase() ?? ""),
  );
  return operation.parameters.flatMap((parameter) => {
    if (parameter.in === "header" && PROTOCOL_HEADERS.has(parameter.name.toLowerCase())) return [];
    if (parameter.in !== "path" && credentials.has(parameter.name.toLowerCase())) return [];
    return checkOne(
      parameter,
      sentValue(parameter, sent, pairs, cookies, taken, operation),
      operation,
      checker,
    );
  });
}

function sentValue(
  parameter: CallableParameter,
  sent: SentParameters,
  pairs: [string, string][],
  cookies: { form: [string, string][]; plain: [string, string][] },
  taken: ReadonlySet<string>,
  { $defs }: CallableOperation,
): unknown {
  switch (parameter.in) {
    case "path": {
      const text = sent.path[parameter.name];
      return text === undefined || parameter.content ? text : readSimple(parameter, text, $defs);
    }
    case "header": {
      const header = sent.headers[parameter.name.toLowerCase()];
      const text = Array.isArray(header) ? header.join(",") : header;
      return text === undefined || parameter.content ? text : readSimple(parameter, text, $defs);
    }
    case "cookie":
      if (parameter.content) return cookies.form.find(([name]) => name === parameter.name)?.[1];
      return parameter.style === "cookie"
        ? readQuery({ ...parameter, style: "form" }, cookies.plain, taken, $defs)
        : readQuery(parameter, cookies.form, taken, $defs);
    case "querystring":
      return sent.query === "" ? undefined : sent.query;
    case "query": {
      const text = pairs.find(([name]) => name === parameter.name)?.[1];
      return parameter.content
        ? text === undefined
          ? undefined
          : decodeText(text)
        : readQuery(parameter, pairs, taken, $defs);
    }
  }
}

function checkOne(
  parameter: CallableParameter,
  value: unknown,
  operation: CallableOperation,
  checker: Checker,
): Fault[] {
  const place = parameter.in === "querystring" ? "query" : parameter.in;
  const named = { in: place, name: parameter.name } as const;
  const isEmpty = value === "" && parameter.allowEmptyValue;
  if (value === undefined) {
    const where = place === "header" ? "header" : `${place} parameter`;
    return parameter.isRequired
      ? [{ ...named, pointer: "#", message: `The ${where} "${parameter.name}" is missing.` }]
      : [];
  }
  if (isEmpty) return [];
  if (parameter.content)
    return checkContent(parameter, parameter.content, String(value), operation, checker, named);
  const { faults } = checker.judge(parameter.schema, value, "request", true);
  return (faults ?? []).map((fault) => ({ ...named, ...fault }));
}

function checkContent(
  parameter: CallableParameter,
  content: NonNullable<CallableParameter["content"]>,
  text: string,
  operation: CallableOperation,
  checker: Checker,
  named: Pick<Fault, "in" | "name">,
): Fault[] {
  const isForm = content.mediaType === "application/x-www-form-urlencoded";
  if (!isForm && !isJsonType(content.mediaType)) return [];
  if (isForm) {
    const value = readForm(splitPairs(text), content.schema, operation.$defs, content.encoding);
    return (checker.judge(content.schema, value, "request", true).faults ?? []).map((fault) => ({
      ...named,
      ...fault,
    }));
  }
  const parsed = parseJson(Buffer.from(parameter.in === "querystring" ? decodeText(text) : text));
  if ("fault" in parsed) return [{ ...named, pointer: "#", message: `"${parameter.name}" must be JSON.` }];
  return (checker.judge(content.schema, parsed.value, "request").faults ?? []).map((fault) => ({
    ...named,
    ...fault,
  }));
}
