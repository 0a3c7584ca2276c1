import type { CallRequest } from "./build-request.ts";
import type { BodyPart } from "./multipart.ts";

/** The request as one command for a POSIX shell. Names and values may be anybody's: each is quoted. */
export function curlText({ method, url, headers, body }: CallRequest): string {
  const lines = [`curl ${shell(withoutGlobs(url))}`];
  const isEmpty = body.kind === "none" || (body.kind === "multipart" && body.parts.length === 0);
  const implied = isEmpty ? "GET" : "POST";
  if (method === "HEAD" && body.kind === "none") lines.push("--head");
  else if (method !== implied) lines.push(`-X ${shell(method)}`);
  for (const [name, value] of headers) lines.push(`-H ${shell(value ? `${name}: ${value}` : `${name};`)}`);
  // --data-raw and --form-string never read a file, whatever the value begins with.
  if (body.kind === "text") lines.push(`--data-raw ${shell(body.text)}`);
  if (body.kind === "file") lines.push(`--data-binary ${shell(`@${fileName(body.file.name)}`)}`);
  if (body.kind === "multipart") {
    // curl adds the boundary to a type that is said; its own is form-data.
    if (!/^multipart\/form-data\b/i.test(body.mediaType))
      lines.push(`-H ${shell(`Content-Type: ${body.mediaType}`)}`);
    lines.push(...body.parts.map(formLine));
  }
  return lines.join(" \\\n  ");
}

/** curl gives brackets and braces in addresses a meaning of its own; encoded they are the same to the server. */
function withoutGlobs(url: string): string {
  return url.replace(/[\s"'`<>\\^{|}[\]]/g, (char) => encodeURIComponent(char).replace("'", "%27"));
}

function formLine({ name = "", value, contentType, headers = [] }: BodyPart): string {
  const about = headers.map(
    ([header, text]) => `;headers="${`${header}: ${text}`.replace(/[\\"]/g, "\\$&")}"`,
  );
  const type = `${contentType ? `;type=${contentType.replace(/[;,\s]/g, "")}` : ""}${about.join("")}`;
  if (typeof value !== "string") return `-F ${shell(`${formName(name)}=@${fileName(value.name)}${type}`)}`;
  // A type needs -F, which gives "@", "<" and ";" in values a meaning unless the value is quoted.
  if (!type) return `--form-string ${shell(`${formName(name)}=${value}`)}`;
  return `-F ${shell(`${formName(name)}="${value.replace(/[\\"]/g, "\\$&")}"${type}`)}`;
}

/** curl splits a form's name from its value at the first "=". */
function formName(name: string): string {
  return name.replace(/[\r\n]/g, " ").replaceAll("=", "%3D");
}

function fileName(name: string): string {
  return name.replace(/[^\w.-]+/g, "_").replace(/^[.-]+/, "") || "file";
}

/** Inside single quotes nothing has a meaning but the single quote. NUL cannot be in an argument. */
function shell(text: string): string {
  const clean = text.replaceAll("\0", "");
  return /^[A-Za-z0-9_./:=?&%-]+$/.test(clean) && !/^-|[?&=]/.test(clean)
    ? clean
    : `'${clean.replaceAll("'", "'\\''")}'`;
}
