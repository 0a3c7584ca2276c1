import type { CallDraft, TameBody, TameCall } from "./call-draft.ts";
import { isBodiless } from "./method.ts";
import type { SampleClient } from "./sample-clients.ts";

interface Sample {
  call: TameCall;
  body: TameBody;
  draft: CallDraft;
}

/** What the library leaves out: imports, showing the answer, and options that keep a shell from reading files. */
export const FRAMES: Partial<Record<SampleClient, (code: string, sample: Sample) => string>> = {
  curl,
  fetch: (code, sample) =>
    `${aside(sample)}${code.replace(/^fetch\(/m, "const response = await fetch(")}\nconsole.log(response.status, await response.text())`,
  typescript,
  requests: (code) => python(code, "requests"),
  httpx,
  java: (code) =>
    `import java.net.URI;\nimport java.net.http.*;\n\n${code.replace("java.net.URI.create", "URI.create")}`,
  csharp,
  php: (code, { body }) =>
    body.kind === "multipart"
      ? `<?php\nrequire 'vendor/autoload.php';\n\n${code}\n\necho $response->getBody();`
      : `<?php\n${code}`,
  // A heredoc with a quoted name is taken as it stands.
  ruby: (code) => code.replace("<<~JSON\n", "<<~'JSON'\n"),
  rust: (code) => `${code}\nprintln!("{}", response.text().await?);`,
  kotlin,
};

/** --data-raw and --form-string never read a file, whatever the value begins with. */
function curl(code: string, { call, body }: Sample): string {
  let command = code.replace(" --request HEAD", " --head");
  if (body.kind === "json" || body.kind === "text")
    command = command.replace("\n  --data '", "\n  --data-raw '");
  // Given something to send, curl would send a POST.
  if (call.method === "GET" && body.kind !== "none")
    command = command.replace(" \\\n", " \\\n  --request GET \\\n");
  if (body.kind !== "multipart") return command;
  const files = body.fields.map(({ isFile }) => isFile);
  let field = 0;
  command = command.replace(/\n {2}--form '/g, () => `\n  --form${files[field++] ? "" : "-string"} '`);
  return call.method === "POST" ? command.replace("\n  --request POST \\", "") : command;
}

/** A word of warning above what the client cannot do. */
function aside({ call, body }: Sample): string {
  return isBodiless(call.method) && body.kind !== "none"
    ? `// fetch refuses to send a body with ${call.method}: make this call with another client.\n`
    : "";
}

function typescript(code: string, sample: Sample): string {
  const { draft } = sample;
  const call = `${aside(sample)}${code.replace(/^fetch\(/m, "const response: Response = await fetch(")}`;
  if (!draft.answerType) return `${call}\nconsole.log(response.status, await response.text())`;
  return [
    draft.answerType,
    "",
    call,
    "if (!response.ok) throw new Error(await response.text())",
    "const answer: Answer = await response.json()",
    "console.log(answer)",
  ].join("\n");
}

function python(code: string, library: string): string {
  return `import ${library}\n\nresponse = ${code}\nprint(response.status_code, response.text)`;
}

/** Its short forms of the methods that seldom have a body take none. */
function httpx(code: string, { body }: Sample): string {
  const whole =
    body.kind === "none"
      ? code
      : code.replace(
          SHORT_FORM,
          (_, method: string, space: string) =>
            `httpx.request(${space}"${method.toUpperCase()}",${space || " "}`,
        );
  return python(whole.replace('data=b"', 'content=b"'), "httpx");
}

const SHORT_FORM = /^httpx\.(get|delete|head|options)\((\s*)/;

function csharp(code: string, { call, body }: Sample): string {
  const typed =
    body.kind === "json" ? code.replace('UTF8, "application/json")', `UTF8, "${call.mediaType}")`) : code;
  return `using System.Net.Http.Headers;\n\n${typed}\nConsole.WriteLine(await response.Content.ReadAsStringAsync());`;
}

/** The library writes for a version whose MediaType.parse newer ones no longer have. */
function kotlin(code: string, { body }: Sample): string {
  const hasFile = body.kind === "multipart" && body.fields.some(({ isFile }) => isFile);
  const imports = [
    ...(hasFile ? ["import java.io.File"] : []),
    "import okhttp3.*",
    ...(body.kind === "none" ? [] : ["import okhttp3.MediaType.Companion.toMediaType"]),
  ];
  const today = code.replace(/MediaType\.parse\(("[\w./+-]*")\)/g, "$1.toMediaType()");
  return `${imports.join("\n")}\n\n${today}\nprintln(response.body?.string())`;
}
