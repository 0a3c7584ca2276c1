/** A call to show as source code. The body is the text sent, or fields of a form. */
export interface CallDraft {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string | FormFields;
}

export interface FormFields {
  encoding: "urlencoded" | "multipart";
  fields: FormField[];
}

export interface FormField {
  name: string;
  value: string;
  /** The value is a file name whose content is sent. Multipart only. */
  isFile?: boolean;
}

export const SAMPLE_LANGUAGES = ["curl", "javascript", "python"] as const;
export type SampleLanguage = (typeof SAMPLE_LANGUAGES)[number];

export const SAMPLE_LANGUAGE_NAMES: Record<SampleLanguage, string> = {
  curl: "curl",
  javascript: "JavaScript",
  python: "Python",
};

/**
 * Source code that makes the call. Names and values may come from hostile documents: each is quoted for its
 * language, and what no quoting makes safe (a header name with a space, a line break in a value) is left out.
 */
export function sampleCall(draft: CallDraft, language: SampleLanguage): string {
  const call = tame(draft);
  switch (language) {
    case "curl":
      return curl(call);
    case "javascript":
      return javascript(call);
    case "python":
      return python(call);
  }
}

interface TameCall {
  method: string;
  url: string;
  headers: [string, string][];
  text?: string;
  form?: FormFields;
  /** The parsed body, when the text is JSON by its header. */
  json?: { value: unknown };
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function tame(draft: CallDraft): TameCall {
  const method = TOKEN.test(draft.method) ? draft.method.toUpperCase() : "GET";
  const headers = Object.entries(draft.headers ?? {}).flatMap(([name, value]): [string, string][] =>
    TOKEN.test(name) ? [[name, withoutControls(value)]] : [],
  );
  const call: TameCall = { method, url: tameUrl(draft.url), headers };
  if (typeof draft.body === "string") {
    call.text = draft.body;
    const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
    const json = /[/+]json\b/i.test(type) ? parsed(draft.body) : undefined;
    if (json) call.json = json;
  } else if (draft.body) {
    call.form = draft.body;
    // The client writes this header itself, with the boundary that only it knows.
    if (draft.body.encoding === "multipart") {
      call.headers = headers.filter(([name]) => name.toLowerCase() !== "content-type");
    }
  }
  return call;
}

/** curl gives brackets and braces in addresses a meaning of its own; encoded they are the same to the server. */
function tameUrl(url: string): string {
  return withoutControls(url)
    .replace(/[\s"'`<>\\^{|}[\]]/g, (char) => encodeURIComponent(char).replace("'", "%27"))
    .replace(/^-+/, "");
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  return text.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function curl(call: TameCall): string {
  const parts = [`curl ${shell(call.url)}`];
  const hasBody = call.text !== undefined || call.form !== undefined;
  const implied = call.form || call.text !== undefined ? "POST" : "GET";
  if (call.method === "HEAD" && !hasBody) parts.push("--head");
  else if (call.method !== implied) parts.push(`-X ${shell(call.method)}`);
  for (const [name, value] of call.headers) parts.push(`-H ${shell(`${name}: ${value}`)}`);
  // --data-raw and --form-string never read a file, whatever the value begins with.
  if (call.text !== undefined) parts.push(`--data-raw ${shell(call.text)}`);
  for (const field of call.form?.fields ?? []) {
    if (call.form?.encoding === "urlencoded") parts.push(`--data-raw ${shell(urlencodedPair(field))}`);
    else if (field.isFile) parts.push(`-F ${shell(`${formName(field.name)}=@${fileName(field.value)}`)}`);
    else parts.push(`--form-string ${shell(`${formName(field.name)}=${field.value}`)}`);
  }
  return parts.join(" \\\n  ");
}

/** POSIX: inside single quotes nothing has a meaning but the single quote. NUL cannot be in an argument. */
function shell(text: string): string {
  const clean = text.replaceAll("\u0000", "");
  return /^[A-Za-z0-9_./:-]+$/.test(clean) && !clean.startsWith("-")
    ? clean
    : `'${clean.replaceAll("'", "'\\''")}'`;
}

function urlencodedPair({ name, value }: FormField): string {
  return new URLSearchParams([[name, value]]).toString();
}

/** curl splits a form's name from its value at the first "=". */
function formName(name: string): string {
  return withoutControls(name).replaceAll("=", "%3D");
}

/** curl gives commas and semicolons after a file's name a meaning; a sample needs no path either. */
function fileName(name: string): string {
  return name.replace(/[^\w.-]+/g, "_").replace(/^[.-]+/, "") || "file";
}

function javascript(call: TameCall): string {
  const options: string[] = [];
  if (call.method !== "GET") options.push(`method: ${quoted(call.method)},`);
  if (call.headers.length > 0)
    options.push(`headers: ${indented(literal(Object.fromEntries(call.headers), JS), 2)},`);
  const before: string[] = [];
  if (call.json) options.push(`body: JSON.stringify(${indented(literal(call.json.value, JS), 2)}),`);
  else if (call.text !== undefined) options.push(`body: ${quoted(call.text)},`);
  else if (call.form) {
    const isMultipart = call.form.encoding === "multipart";
    before.push(`const form = new ${isMultipart ? "FormData" : "URLSearchParams"}();`);
    for (const field of call.form.fields) {
      const value =
        field.isFile && isMultipart
          ? `new Blob(["…"]), ${quoted(fileName(field.value))}`
          : quoted(field.value);
      before.push(`form.append(${quoted(field.name)}, ${value});`);
    }
    before.push("");
    options.push("body: form,");
  }
  const args = options.length > 0 ? `, {\n${options.map((line) => `  ${line}`).join("\n")}\n}` : "";
  return [
    ...before,
    `const response = await fetch(${quoted(call.url)}${args});`,
    ...(call.method === "HEAD"
      ? ["console.log(response.status);"]
      : ["console.log(response.status, await response.text());"]),
  ].join("\n");
}

function python(call: TameCall): string {
  const args = [quoted(call.url)];
  if (call.headers.length > 0)
    args.push(`headers=${indented(literal(Object.fromEntries(call.headers), PYTHON), 4)}`);
  if (call.json) args.push(`json=${indented(literal(call.json.value, PYTHON), 4)}`);
  else if (call.text !== undefined) args.push(`data=${quoted(call.text)}.encode()`);
  else if (call.form) {
    const files = call.form.fields.filter((field) => field.isFile);
    const texts = call.form.fields.filter((field) => !field.isFile);
    if (texts.length > 0)
      args.push(
        `data=${indented(
          pythonPairs(texts, (field) => quoted(field.value)),
          4,
        )}`,
      );
    if (files.length > 0) {
      args.push(
        `files=${indented(
          pythonPairs(files, (field) => `open(${quoted(fileName(field.value))}, "rb")`),
          4,
        )}`,
      );
    }
  }
  const known = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].includes(call.method);
  const head = known
    ? `requests.${call.method.toLowerCase()}(`
    : `requests.request(\n    ${quoted(call.method)},`;
  const inside = args.map((arg) => `\n    ${arg},`).join("");
  return `import requests\n\nresponse = ${head}${inside}\n)\nprint(response.status_code, response.text)`;
}

function pythonPairs(fields: FormField[], value: (field: FormField) => string): string {
  return `[\n${fields.map((field) => `    (${quoted(field.name)}, ${value(field)}),`).join("\n")}\n]`;
}

/** JSON's string notation reads the same in JavaScript and Python; the two line separators are escaped for both. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

interface Dialect {
  indent: string;
  nothing: string;
  yes: string;
  no: string;
  key: (name: string) => string;
}

const JS: Dialect = {
  indent: "  ",
  nothing: "null",
  yes: "true",
  no: "false",
  // A literal __proto__ key sets the prototype instead of a property; computed it is a property like any other.
  key: (name) =>
    name === "__proto__" ? '["__proto__"]' : /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name),
};
const PYTHON: Dialect = { indent: "    ", nothing: "None", yes: "True", no: "False", key: quoted };

/** A JSON value as a literal of the language. */
function literal(value: unknown, dialect: Dialect): string {
  if (value === null || value === undefined) return dialect.nothing;
  if (typeof value === "boolean") return value ? dialect.yes : dialect.no;
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value))
    return block(
      "[",
      value.map((item) => literal(item, dialect)),
      "]",
      dialect,
    );
  const entries = Object.entries(value).map(
    ([name, item]) => `${dialect.key(name)}: ${literal(item, dialect)}`,
  );
  return block("{", entries, "}", dialect);
}

function block(open: string, items: string[], close: string, { indent }: Dialect): string {
  if (items.length === 0) return open + close;
  return `${open}\n${items.map((item) => `${indent}${indented(item, indent.length)},`).join("\n")}\n${close}`;
}

/** The text with every line but the first moved right. Quoted strings hold no raw line break, so none is changed. */
function indented(text: string, by: number): string {
  return text.replaceAll("\n", `\n${" ".repeat(by)}`);
}
