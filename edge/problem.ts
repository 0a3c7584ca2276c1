import type { ServerResponse } from "node:http";

/** RFC 9457 problem details. `code` is the machine-readable kind, which also makes the type. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  /** Further members, such as the faults of each parameter. */
  extra?: Record<string, unknown>;
}

/** Names and values in turn, as writeHead takes them. */
export type FlatHeaders = string[];

const COMMON: FlatHeaders = [
  "content-type",
  "application/problem+json; charset=utf-8",
  "cache-control",
  "no-store",
  "x-content-type-options",
  "nosniff",
];

/** Answers with a problem; `headers` go beside the common ones. */
export function sendProblem(
  response: ServerResponse,
  requestId: string,
  problem: Problem,
  headers: FlatHeaders = [],
): void {
  const { status, code, title, detail, extra } = problem;
  const type = `urn:portico:problem:${code}`;
  const body = JSON.stringify({ type, title, status, detail, code, ...extra, requestId });
  response.writeHead(status, [
    ...COMMON,
    "x-request-id",
    requestId,
    "content-length",
    String(Buffer.byteLength(body)),
    ...headers,
  ]);
  response.end(response.req.method === "HEAD" ? undefined : body);
}
