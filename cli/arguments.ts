import { parseArgs } from "node:util";

export const USAGE = `portico login [--url PORTAL]
portico logout [--url PORTAL]
portico whoami [--url PORTAL] [--json]

Signs this machine in through your browser, out again, and says who you are. The token that login gets is kept in
~/.config/portico/credentials.json, for you alone to read; PORTICO_TOKEN wins over it.

portico publish FILE --api SLUG --version VERSION [--strict] [--all] [--url PORTAL] [--json]

Publishes an OpenAPI document as the current revision of a version. FILE is a path, or - for standard input.

  --api      the API's short name, as in its address
  --version  the version's name, such as v1
  --strict   refuse a document with any error; otherwise it is published with its findings
  --all      print every finding, not the first twenty
  --url      the portal's address; otherwise PORTICO_URL, otherwise http://localhost:4000
  --json     answer in JSON

The access token comes from PORTICO_TOKEN or from portico login; it needs the scope revisions:write.

Exit codes: 0 done · 1 document refused · 2 wrong usage · 3 not allowed · 4 no such place · 5 portal not available`;

export interface PublishRequest {
  file: string;
  api: string;
  version: string;
  url: string;
  /** From PORTICO_TOKEN. */
  token: string | undefined;
  isStrict: boolean;
  isAll: boolean;
}

export type ReadArguments =
  | { kind: "help" }
  | { kind: "wrong"; fault: string }
  | { kind: "publish"; request: PublishRequest }
  | { kind: "login" | "logout" | "whoami"; url: string; token: string | undefined };

/** The command line and environment as a request, or what is wrong with them. */
export function readArguments(
  given: string[],
  environment: Record<string, string | undefined>,
): ReadArguments {
  const parsed = parse(given);
  if ("fault" in parsed) return { kind: "wrong", fault: parsed.fault };
  const { values, positionals } = parsed;
  const [command, file, ...rest] = positionals;
  if (values.help || command === undefined || command === "help") return { kind: "help" };
  const url = (values.url ?? environment.PORTICO_URL ?? "http://localhost:4000").replace(/\/+$/, "");
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    return wrong(`${url} is not the address of a portal.`);
  const token = environment.PORTICO_TOKEN || undefined;
  if (command === "login" || command === "logout" || command === "whoami")
    return file === undefined ? { kind: command, url, token } : wrong(`portico ${command} takes no file.`);
  if (command !== "publish") return wrong(`There is no command "${command}".`);
  if (file === undefined) return wrong("Say which file to publish.");
  if (rest.length > 0) return wrong("Publish one file at a time.");
  if (!values.api) return wrong("Say which API with --api.");
  if (!values.version) return wrong("Say which version with --version.");
  return {
    kind: "publish",
    request: {
      file,
      api: values.api,
      version: values.version,
      url,
      token,
      isStrict: values.strict ?? false,
      isAll: values.all ?? false,
    },
  };
}

function wrong(fault: string): ReadArguments {
  return { kind: "wrong", fault };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        api: { type: "string" },
        version: { type: "string" },
        url: { type: "string" },
        strict: { type: "boolean" },
        all: { type: "boolean" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    return { fault: error instanceof Error ? error.message : "The command line is not right." };
  }
}
