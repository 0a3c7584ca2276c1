import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Peer } from "./peers.ts";

const ROOT = join(process.cwd(), ".portico", "bench-peers");
const execute = promisify(execFile);

/**
 * Folders of what each peer's page loads. Only the packages themselves are fetched: their browser bundles carry all
 * they need, and not every dependency that they name for bundlers can be had from every registry.
 */
export async function installPeers(peers: readonly Peer[]): Promise<Map<string, string>> {
  const folders = new Map<string, string>();
  for (const peer of peers) {
    const home = join(ROOT, peer.package.replaceAll(/[@/]+/g, "-"));
    try {
      if (!existsSync(join(home, "package"))) await unpack(peer.package, home);
      folders.set(peer.name, join(home, "package", peer.folder));
    } catch (error) {
      rmSync(home, { recursive: true, force: true });
      console.log(`  ${peer.package} cannot be installed here: ${String(error).split("\n")[0]}`);
    }
  }
  return folders;
}

async function unpack(name: string, home: string): Promise<void> {
  mkdirSync(home, { recursive: true });
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  await execute(npm, ["pack", name, "--pack-destination", home, "--silent"], { cwd: home });
  const archive = readdirSync(home).find((file) => file.endsWith(".tgz"));
  if (!archive) throw new Error("npm pack left no archive.");
  await execute("tar", ["xzf", archive], { cwd: home });
}
