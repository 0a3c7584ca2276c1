import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { readTargetUrl } from "#server/console/index.ts";
import type { RelayLimits } from "./limits.ts";
import { Stop } from "./stop.ts";

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,200}$/;
const Pairs = z.array(z.tuple([z.string(), z.string()])).max(200);

/** What the browser asks to be called. */
export interface Question {
  method: string;
  url: URL;
  headers: [name: string, value: string][];
}

export function readQuestion(request: IncomingMessage, limits: RelayLimits): Question {
  const url = readTargetUrl(one(request, "x-relay-url"));
  if (!url) {
    throw new Stop(
      "invalid_request",
      "X-Relay-Url must be an absolute http or https address in its normal form: without a user name, a backslash or dot segments, other characters percent-encoded.",
    );
  }
  return { method: readMethod(request), url, headers: readHeaders(request, limits) };
}

function readMethod(request: IncomingMessage): string {
  const method = one(request, "x-relay-method");
  if (!TOKEN.test(method) || /^(connect|trace|track)$/i.test(method))
    throw new Stop("invalid_request", "X-Relay-Method must be an HTTP method other than CONNECT and TRACE.");
  return method;
}

function readHeaders(request: IncomingMessage, limits: RelayLimits): Question["headers"] {
  const text = one(request, "x-relay-headers");
  if (text.length > limits.headerBytes) {
    throw new Stop(
      "request_too_large",
      `The headers take more than ${limits.headerBytes / 1024} KB. Shorten them, or call the server without the portal.`,
    );
  }
  const pairs = Pairs.safeParse(decode(text));
  if (!pairs.success) {
    throw new Stop(
      "invalid_request",
      "X-Relay-Headers must be base64url of a JSON list of [name, value] pairs.",
    );
  }
  for (const [name, value] of pairs.data) {
    if (!TOKEN.test(name))
      throw new Stop("invalid_request", `${JSON.stringify(name)} cannot be the name of a header.`);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new Stop(
        "invalid_request",
        `The value of the header ${name} holds a line break or a character outside Latin-1. Encode it as the API describes.`,
      );
    }
  }
  return pairs.data;
}

function decode(text: string): unknown {
  if (text === "") return [];
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null; // no JSON; the shape's check says so
  }
}

function one(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === "string" ? value : "";
}
