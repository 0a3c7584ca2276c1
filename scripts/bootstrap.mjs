// Runs on the Node that the machine has (>= 20.9): installs what is missing, then hands over to the project's own Node.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
const [task = "demo", ...rest] = process.argv.slice(2);

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`Portico needs Node.js 20.9 or newer to start; this is ${process.version}.`);
  process.exit(1);
}

const hashOf = (...files) => {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
};

const bin = join(root, "node_modules", ".bin");
const withoutBin = (process.env.PATH ?? "")
  .split(delimiter)
  .filter((entry) => !entry.includes("node_modules"))
  .join(delimiter);

function step(title, command, args, env) {
  process.stdout.write(`\x1b[1m▸ ${title}\x1b[0m\n`);
  const run = spawnSync(command, args, { stdio: "inherit", env, shell: process.platform === "win32" });
  if (run.status !== 0) {
    console.error(`\n✗ ${title} failed. What is printed above says why.`);
    process.exit(run.status ?? 1);
  }
}

const stampFile = join("node_modules", ".portico-installed");
const wanted = hashOf("package-lock.json");

/** npm's own record is newer than the lock file: somebody has run `npm ci` by hand. */
function isInstalledByHand() {
  const record = join("node_modules", ".package-lock.json");
  return existsSync(record) && statSync(record).mtimeMs > statSync("package-lock.json").mtimeMs;
}

const isInstalled = existsSync(stampFile) ? readFileSync(stampFile, "utf8") === wanted : isInstalledByHand();
if (!isInstalled || !existsSync(join(bin, "node"))) {
  // The system's own npm and Node: the ones in node_modules are about to be replaced.
  step(
    "Installing packages (about a minute the first time)",
    "npm",
    ["ci", "--no-audit", "--no-fund", "--loglevel=error"],
    { ...process.env, PATH: withoutBin },
  );
}
writeFileSync(stampFile, wanted);

const node = join(bin, "node");
const schemas = readdirSync("prisma/schema")
  .filter((name) => name.endsWith(".prisma"))
  .map((name) => join("prisma/schema", name));
const schemaStamp = join("prisma", "generated", ".stamp");
const schemaHash = hashOf("package-lock.json", ...schemas);
if (!existsSync(schemaStamp) || readFileSync(schemaStamp, "utf8") !== schemaHash) {
  step("Generating the database client", node, ["scripts/generate.mjs"], process.env);
  writeFileSync(schemaStamp, schemaHash);
}

const env = { ...process.env, PATH: `${bin}${delimiter}${withoutBin}` };
const child = spawn(
  node,
  ["--disable-warning=ExperimentalWarning", "--conditions=react-server", `scripts/${task}.ts`, ...rest],
  { stdio: "inherit", env },
);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => child.kill(signal === "SIGHUP" ? "SIGTERM" : signal));
// npm hands SIGTERM to a shell that ends without handing it on: notice that the shell is gone.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref();
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
