import type { Answer } from "#lib/answer.ts";
import type { PublishedRevision } from "#server/catalog/schema.ts";

interface Sending {
  api: string;
  version: string;
  body: Blob | string;
  name: string;
  /** Refuses a document with errors. */
  isStrict: boolean;
  /** 0 to 1 while the bytes travel. */
  onSent: (share: number) => void;
}

/** Sends a document as it is to the REST API, which has room for large ones, and says how much has arrived. */
export function sendDocument({
  api,
  version,
  body,
  name,
  isStrict,
  onSent,
}: Sending): Promise<Answer<PublishedRevision>> {
  const path = `/api/v1/apis/${encodeURIComponent(api)}/versions/${encodeURIComponent(version)}/revisions`;
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${path}?name=${encodeURIComponent(name)}&strict=${isStrict}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => onSent(event.lengthComputable ? event.loaded / event.total : 0);
    request.upload.onload = () => onSent(1);
    request.onload = () => done(toAnswer(request.status, request.response));
    request.onerror = () =>
      done(refused("unavailable", "The portal could not be reached. Nothing was published; try again."));
    request.send(body);
  });
}

function toAnswer(status: number, json: unknown): Answer<PublishedRevision> {
  // Our own endpoint's answer, whose contract is checked before it leaves.
  if (status === 200 && isObject(json) && "revision" in json)
    return { ok: true, value: json as unknown as PublishedRevision };
  const problem = isObject(json) ? json : {};
  const detail =
    typeof problem.detail === "string"
      ? problem.detail
      : `The portal answered with status ${status}. Nothing was published.`;
  return { ...refused("invalid_input", detail), detail: problem };
}

function refused(code: "invalid_input" | "unavailable", message: string) {
  return { ok: false, code, message, fields: {}, detail: {} } as const;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
