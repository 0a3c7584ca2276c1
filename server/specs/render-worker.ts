// Runs in a thread of its own, without environment, under limits of memory and time.
import { parentPort, workerData } from "node:worker_threads";
import { renderMarkdown } from "./render-markdown.ts";

/** A narrow table with one very wide row grows to thousands of times its text. */
const MAX_HTML = 4_000_000;

// workerData is ours: renderText wrote it.
const { markdown }: { markdown: string } = workerData;
const html = renderMarkdown(markdown);
parentPort?.postMessage(html.length > MAX_HTML ? null : html);
