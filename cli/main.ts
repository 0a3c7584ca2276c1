import { readArguments, USAGE } from "./arguments.ts";
import { findToken, KeptTokensFault } from "./kept-tokens.ts";
import { login } from "./login.ts";
import { EXIT, type Outcome } from "./outcome.ts";
import { publish } from "./publish.ts";
import { logout, whoami } from "./signed-in.ts";

const SIGNED_OUT = "Run portico login first, or put an access token into PORTICO_TOKEN.";

/** The `portico` command: publishes documents from pipelines and desks, and signs a machine in. */
async function main(): Promise<Outcome> {
  const read = readArguments(process.argv.slice(2), process.env);
  if (read.kind === "help") return { code: EXIT.ok, text: USAGE, json: { usage: USAGE } };
  if (read.kind === "wrong")
    return { code: EXIT.usage, text: `${read.fault}\n\n${USAGE}`, json: { ok: false, fault: read.fault } };
  if (read.kind === "login") return login(read.url);
  if (read.kind === "logout") return logout(read.url);
  const { url, token: given } = read.kind === "publish" ? read.request : read;
  const token = given ?? (await findToken(url));
  if (!token) return { code: EXIT.usage, text: SIGNED_OUT, json: { ok: false, fault: SIGNED_OUT } };
  switch (read.kind) {
    case "whoami":
      return whoami(url, token);
    case "publish":
      return publish(read.request, token);
  }
}

const isJson = process.argv.includes("--json");
const outcome = await main().catch((error: unknown): Outcome => {
  if (!(error instanceof KeptTokensFault)) throw error;
  return { code: EXIT.usage, text: error.message, json: { ok: false, fault: error.message } };
});
const output = isJson ? JSON.stringify(outcome.json, null, 2) : outcome.text;
(outcome.code === EXIT.ok || isJson ? process.stdout : process.stderr).write(`${output}\n`);
process.exitCode = outcome.code;
