const WORDS: Record<string, string> = {
  "200": "OK",
  "201": "Created",
  "202": "Accepted",
  "203": "Non-authoritative information",
  "204": "No content",
  "205": "Reset content",
  "206": "Partial content",
  "301": "Moved permanently",
  "302": "Found",
  "303": "See other",
  "304": "Not modified",
  "307": "Temporary redirect",
  "308": "Permanent redirect",
  "400": "Bad request",
  "401": "Not authenticated",
  "402": "Payment required",
  "403": "Not allowed",
  "404": "Not found",
  "405": "Method not allowed",
  "406": "Not acceptable",
  "409": "Conflict",
  "410": "Gone",
  "411": "Length required",
  "412": "Precondition failed",
  "413": "Content too large",
  "415": "Unsupported media type",
  "416": "Range not satisfiable",
  "422": "Unprocessable content",
  "423": "Locked",
  "428": "Precondition required",
  "429": "Too many requests",
  "451": "Unavailable for legal reasons",
  "500": "Server error",
  "501": "Not implemented",
  "502": "Bad gateway",
  "503": "Unavailable",
  "504": "Gateway timeout",
  "1XX": "Informational",
  "2XX": "Success",
  "3XX": "Redirection",
  "4XX": "Client error",
  "5XX": "Server error",
  default: "Any other answer",
};

/** What a status means, in a word or two; empty for unknown ones. */
export function statusWords(status: string): string {
  return WORDS[status] ?? WORDS[status.toUpperCase()] ?? "";
}

export type StatusTone = "good" | "note" | "attention" | "danger" | "neutral";

export function statusTone(status: string): StatusTone {
  const tones: Record<string, StatusTone> = { "2": "good", "3": "note", "4": "attention", "5": "danger" };
  return tones[status[0] ?? ""] ?? "neutral";
}
