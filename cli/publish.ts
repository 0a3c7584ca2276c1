import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { buffer } from "node:stream/consumers";
import { isObject, type JsonObject, notReached, notUnderstood, text } from "./answers.ts";
import type { PublishRequest } from "./arguments.ts";
import { EXIT, type Outcome } from "./outcome.ts";

const MEDIA_TYPES: Record<string, string> = {
  ".json": "application/json",
  ".yaml": "application/yaml",
  ".yml": "application/yaml",
};
const TIMEOUT_MS = 300_000;
const STILL_WORKING =
  "The portal has not answered within five minutes and may still be at work. Run the same command again: a document that it has stored by then is not compiled a second time.";
/** More of them would push what matters out of sight. */
const MOST_FINDINGS = 20;

/** Sends one document to the portal's REST API and says what became of it. */
export async function publish(request: PublishRequest, token: string): Promise<Outcome> {
  const bytes = await readDocument(request.file);
  if (typeof bytes === "string") return { code: EXIT.usage, text: bytes, json: { ok: false, fault: bytes } };
  const name = request.file === "-" ? "standard input" : basename(request.file);
  const place = `${encodeURIComponent(request.api)}/versions/${encodeURIComponent(request.version)}`;
  const query = new URLSearchParams({ name, ...(request.isStrict ? { strict: "true" } : {}) });
  try {
    const response = await fetch(`${request.url}/api/v1/apis/${place}/revisions?${query}`, {
      method: "POST",
      // A redirect would carry the token to another place.
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": MEDIA_TYPES[extname(request.file).toLowerCase()] ?? "application/octet-stream",
        accept: "application/json",
      },
      body: new Uint8Array(bytes),
    });
    const body: unknown = await response.json();
    const shown = request.isAll ? Number.POSITIVE_INFINITY : MOST_FINDINGS;
    return isObject(body) ? describe(response.status, body, name, shown) : notUnderstood(response.status);
  } catch (error) {
    if (error instanceof SyntaxError) return notUnderstood(0);
    if (isTimeout(error))
      return { code: EXIT.unavailable, text: STILL_WORKING, json: { ok: false, fault: STILL_WORKING } };
    return notReached(request.url, error);
  }
}

async function readDocument(file: string): Promise<Uint8Array | string> {
  try {
    return file === "-" ? await buffer(process.stdin) : await readFile(file);
  } catch {
    return `The file ${file} cannot be read.`;
  }
}

function isTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { cause } = error;
  return (
    error.name === "TimeoutError" ||
    (cause instanceof Error && "code" in cause && cause.code === "UND_ERR_HEADERS_TIMEOUT")
  );
}

function describe(status: number, body: JsonObject, name: string, shown: number): Outcome {
  if (status === 200 && isObject(body.revision)) {
    const { revision } = body;
    const first = body.isNew
      ? `Published ${text(revision.title)} ${text(revision.infoVersion)} as revision ${text(revision.number)}.`
      : `These bytes already were revision ${text(revision.number)}; it is current.`;
    const counts = `${text(revision.operationCount)} operations, ${text(revision.errorCount)} errors, ${text(revision.warningCount)} warnings.`;
    const lines = [first, counts, text(body.url), ...findingLines(revision.findings, name, shown)];
    return { code: EXIT.ok, text: lines.filter(Boolean).join("\n"), json: { ok: true, ...body } };
  }
  const detail = typeof body.detail === "string" ? body.detail : `The portal answered with status ${status}.`;
  const lines = [detail, ...findingLines(body.findings, name, shown)];
  if (typeof body.requestId === "string" && status >= 500) lines.push(`Request ${body.requestId}`);
  return { code: codeOf(status), text: lines.join("\n"), json: { ok: false, ...body } };
}

function codeOf(status: number): Outcome["code"] {
  if (status === 401 || status === 403) return EXIT.notAllowed;
  if (status === 404 || status === 409) return EXIT.wrongPlace;
  return status >= 500 || status === 429 ? EXIT.unavailable : EXIT.refused;
}

/** One line each as compilers write them, so that editors and CI find the place. */
function findingLines(findings: unknown, name: string, shown: number): string[] {
  if (!Array.isArray(findings)) return [];
  const known = findings.filter(isObject);
  const more = known.length - shown;
  const lines = known.slice(0, shown).map((finding) => {
    const place = `${name}:${text(finding.line)}:${text(finding.column)}`;
    const hint = typeof finding.hint === "string" ? ` ${finding.hint}` : "";
    return `${place}: ${text(finding.severity)}: ${text(finding.message)}${hint} (${text(finding.rule)})`;
  });
  return more > 0 ? [...lines, `and ${more} more; --all prints them.`] : lines;
}
