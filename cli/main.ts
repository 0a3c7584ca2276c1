import { readArguments, USAGE } from "./arguments.ts";
import { EXIT, type Outcome } from "./outcome.ts";
import { publish } from "./publish.ts";

/** `portico publish FILE --api SLUG --version V`: publishes a document from a pipeline. */
async function main(): Promise<Outcome> {
  const read = readArguments(process.argv.slice(2), process.env);
  if (read.kind === "help") return { code: EXIT.ok, text: USAGE, json: { usage: USAGE } };
  if (read.kind === "wrong")
    return { code: EXIT.usage, text: `${read.fault}\n\n${USAGE}`, json: { ok: false, fault: read.fault } };
  return publish(read.request);
}

const isJson = process.argv.includes("--json");
const outcome = await main();
const output = isJson ? JSON.stringify(outcome.json, null, 2) : outcome.text;
(outcome.code === EXIT.ok || isJson ? process.stdout : process.stderr).write(`${output}\n`);
process.exitCode = outcome.code;
