import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { env } from "#server/platform/env.ts";
import type { GuideText } from "./schema.ts";

const FOLDER = path.join(process.cwd(), "content", "guides");

async function readGuide(file: string): Promise<GuideText> {
  const source = await readFile(path.join(FOLDER, file), "utf8");
  const [head = "", ...rest] = source.split(/^};?$/m);
  return {
    slug: path.basename(file, ".mdx"),
    title: constantOf(head, "title"),
    summary: constantOf(head, "summary"),
    text: rest.join("\n"),
  };
}

/** A text of the `guide` constant that every guide begins with. */
function constantOf(head: string, name: string): string {
  const written = new RegExp(`\\b${name}:\\s*("(?:[^"\\\\]|\\\\.)*")`).exec(head)?.[1];
  return written ? String(JSON.parse(written)) : "";
}

async function readAll(): Promise<GuideText[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".mdx"));
  return Promise.all(files.sort().map(readGuide));
}

let kept: Promise<GuideText[]> | undefined;

/** The portal's own guides as text. They ship with the code, so that one reading lasts as long as the process. */
export function listGuides(): Promise<GuideText[]> {
  if (env().NODE_ENV === "development") return readAll();
  kept ??= readAll();
  return kept;
}
