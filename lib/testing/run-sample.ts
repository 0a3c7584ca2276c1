import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { SampleClient } from "../sample-clients.ts";

const run = promisify(execFile);

export interface Arrived {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

interface Runner {
  /** Proves that the interpreter, and the library the sample needs, are here. */
  probe: [string, ...string[]];
  file: string;
  command: (file: string) => [string, ...string[]];
  wrap?: (code: string) => string;
}

const plain =
  (program: string, ...args: string[]) =>
  (file: string): [string, ...string[]] => [program, ...args, file];

/** Java's samples are statements: here they get the class around them. */
function inClass(code: string): string {
  const [imports, statements] = code.split("\n\n", 1).concat(code.slice(code.indexOf("\n\n")));
  return `${imports}\nclass Main { public static void main(String[] args) throws Exception {\n${statements}\n} }`;
}

export const RUNNERS: Partial<Record<SampleClient, Runner>> = {
  curl: { probe: ["curl", "--version"], file: "sample.sh", command: plain("bash") },
  httpie: { probe: ["http", "--version"], file: "sample.sh", command: plain("bash") },
  fetch: { probe: [process.execPath, "--version"], file: "sample.mjs", command: plain(process.execPath) },
  typescript: {
    probe: [process.execPath, "--version"],
    file: "sample.mts",
    command: plain(process.execPath),
  },
  requests: { probe: ["python3", "-c", "import requests"], file: "sample.py", command: plain("python3") },
  httpx: { probe: ["python3", "-c", "import httpx"], file: "sample.py", command: plain("python3") },
  go: { probe: ["go", "version"], file: "sample.go", command: plain("go", "run") },
  java: { probe: ["java", "--version"], file: "Main.java", command: plain("java"), wrap: inClass },
  php: { probe: ["php", "-r", "curl_init() || exit(1);"], file: "sample.php", command: plain("php") },
  ruby: { probe: ["ruby", "--version"], file: "sample.rb", command: plain("ruby") },
};

export function isInstalled({ probe: [program, ...args] }: Runner): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore", timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

/** A server on this machine that remembers what arrives. */
export async function openListener() {
  let arrived: Arrived | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      arrived = { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
      response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    take: () => {
      const last = arrived;
      arrived = undefined;
      return last;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Runs a sample as its reader would, in an empty folder with `files`; answers what it printed. */
export async function runSample(
  runner: Runner,
  code: string,
  files: Record<string, string> = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "sample-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const file = join(folder, runner.file);
    writeFileSync(file, runner.wrap?.(code) ?? code);
    const [program, ...args] = runner.command(file);
    const { stdout } = await run(program, args, { cwd: folder, timeout: 60_000 });
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
