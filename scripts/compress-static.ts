import { existsSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const WORTH_IT = /\.(js|css|json|svg|txt|map)$/;
const LEAST_BYTES = 1_000;
/** From here on a further step costs many times the time and saves two or three per cent. */
const QUALITY = 10;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Lays a `.br` and a `.gz` beside each file of the build that browsers load, so that nobody compresses while answering. */
export async function compressStatic(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && WORTH_IT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  for (let at = 0; at < files.length; at += 8) await Promise.all(files.slice(at, at + 8).map(compress));
}

async function compress(file: string): Promise<void> {
  const body = await readFile(file);
  if (body.byteLength < LEAST_BYTES) return;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
  };
  const [br, gz] = await Promise.all([brotli(body, { params }), gzipped(body, { level: 9 })]);
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
}
