import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { evaluate } from "@mdx-js/mdx";
import type { MDXContent } from "mdx/types.js";
import * as runtime from "react/jsx-runtime";
import remarkGfm from "remark-gfm";
import { z } from "zod";
import { env } from "#server/platform/env.ts";
import { anchorHeadings, type Heading } from "./anchor-headings.ts";

const About = z.object({ title: z.string(), summary: z.string(), position: z.number() });

export interface Guide extends z.infer<typeof About> {
  slug: string;
  headings: Heading[];
  Content: MDXContent;
}

const FOLDER = path.join(process.cwd(), "content", "guides");

async function readGuide(file: string): Promise<Guide> {
  const headings: Heading[] = [];
  const { default: Content, guide } = await evaluate(await readFile(path.join(FOLDER, file), "utf8"), {
    ...runtime,
    remarkPlugins: [remarkGfm],
    rehypePlugins: [[anchorHeadings, headings]],
  });
  return { ...About.parse(guide), slug: path.basename(file, ".mdx"), headings, Content };
}

/** A guide as it is written: MDX. */
export function readGuideSource(slug: string): Promise<string> {
  return readFile(path.join(FOLDER, `${slug}.mdx`), "utf8");
}

async function readAll(): Promise<Guide[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".mdx"));
  const guides = await Promise.all(files.map(readGuide));
  return guides.sort((a, b) => a.position - b.position);
}

let kept: Promise<Guide[]> | undefined;

/** The portal's own guides in their order. They ship with the code, so that one reading lasts as long as the process. */
export function readGuides(): Promise<Guide[]> {
  if (env().NODE_ENV === "development") return readAll();
  kept ??= readAll();
  return kept;
}
