import type { FlatHeaders, Problem } from "../problem.ts";

const TITLES = {
  invalid_request: [400, "The request is not complete"],
  ticket_expired: [401, "The ticket has run out"],
  host_not_allowed: [403, "This address is not called from here"],
  relay_off: [403, "Calls to live servers are switched off"],
  wrong_origin: [403, "The call comes from another site"],
  method_not_allowed: [405, "Only POST is answered here"],
  request_too_large: [413, "The request is too large"],
  rate_limited: [429, "Too many calls"],
  dns_failed: [502, "The server's name was not found"],
  connection_refused: [502, "The server could not be reached"],
  tls_failed: [502, "No secure connection"],
  connection_lost: [502, "The connection was lost"],
  answer_too_large: [502, "The answer is too large"],
  timed_out: [504, "The server took too long"],
} as const satisfies Record<string, [status: number, title: string]>;

export type RelayCode = keyof typeof TITLES;

/** An expected no of the relay: what happened and how to mend it. */
export class Stop extends Error {
  readonly code: RelayCode;
  readonly headers: FlatHeaders;

  constructor(code: RelayCode, detail: string, headers: FlatHeaders = []) {
    super(detail);
    this.name = "Stop";
    this.code = code;
    this.headers = headers;
  }

  get problem(): Problem {
    const [status, title] = TITLES[this.code];
    return { status, code: this.code, title, detail: this.message };
  }
}
