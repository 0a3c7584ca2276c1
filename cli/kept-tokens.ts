import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { isObject } from "./answers.ts";

/** Where the tokens of `portico login` are, one for each portal, as the XDG base directories have it. */
function place(): string {
  return join(process.env.XDG_CONFIG_HOME || join(homedir(), ".config"), "portico", "credentials.json");
}

/** The file of tokens is there and cannot be used. */
export class KeptTokensFault extends Error {}

async function readTokens(): Promise<Record<string, string>> {
  const kept = parse(await readFile(place(), "utf8").catch(nothingKept));
  if (!isObject(kept)) throw new KeptTokensFault(`${place()} is damaged. Mend or delete it.`);
  return Object.fromEntries(
    Object.entries(kept).flatMap(([url, token]) => (typeof token === "string" ? [[url, token]] : [])),
  );
}

function nothingKept(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return "{}";
  throw new KeptTokensFault(error.message); // what cannot be read now must not be written over
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

export async function findToken(url: string): Promise<string | undefined> {
  return (await readTokens())[url];
}

/** Keeps or, without a token, forgets what this machine has for a portal. Only its owner may read the file. */
export async function keepToken(url: string, token: string | undefined): Promise<void> {
  const { [url]: _before, ...others } = await readTokens();
  const file = place();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const whole = `${file}.${process.pid}`;
  await writeFile(whole, `${JSON.stringify({ ...others, ...(token && { [url]: token }) }, null, 2)}\n`, {
    mode: 0o600,
  });
  await rename(whole, file);
}
