import { createParser } from "eventsource-parser";
import { type BodyView, viewOfBytes, viewOfType } from "./read-body.ts";

/** One event or line of a stream. */
export interface StreamItem {
  /** Counts from 1. */
  number: number;
  /** Milliseconds after the request was sent. */
  atMs: number;
  event: string;
  id: string;
  data: string;
}

export interface Received {
  view: BodyView | "";
  size: number;
  /** The last of them. */
  items: StreamItem[];
  itemCount: number;
}

const MOST_ITEMS = 500;
const SHOW_EVERY_MS = 100;

interface Receiving {
  body: ReadableStream<Uint8Array> | null;
  contentType: string;
  startedMs: number;
  /** Told of what came so far, ten times a second at most. */
  onProgress: (received: Received) => void;
  /** Filled as it comes, so that what came before a stop is not lost. */
  chunks: Uint8Array[];
}

/** Reads an answer to its end; streams of events and lines are told as they come. */
export async function receive({
  body,
  contentType,
  startedMs,
  onProgress,
  chunks,
}: Receiving): Promise<Received> {
  const view = viewOfType(contentType);
  const received: Received = { view, size: 0, items: [], itemCount: 0 };
  const feed = feederOf(view, (item) => {
    received.itemCount++;
    received.items = [
      ...received.items.slice(-(MOST_ITEMS - 1)),
      { ...item, number: received.itemCount, atMs: performance.now() - startedMs },
    ];
  });
  const decoder = new TextDecoder();
  let shownMs = 0;
  const show = () => onProgress({ ...received });
  const reader = body?.getReader();
  const timer = setInterval(show, 500);
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      chunks.push(part.value);
      received.size += part.value.byteLength;
      feed?.(decoder.decode(part.value, { stream: true }));
      if (performance.now() - shownMs > SHOW_EVERY_MS) {
        shownMs = performance.now();
        show();
      }
    }
  } finally {
    clearInterval(timer);
    show();
  }
  feed?.("\n\n");
  return { ...received, view: view || viewOfBytes(joined(chunks)) };
}

type Item = Omit<StreamItem, "atMs" | "number">;

function feederOf(view: BodyView | "", onItem: (item: Item) => void): ((text: string) => void) | null {
  if (view === "events") {
    const parser = createParser({
      onEvent: ({ event, id, data }) => onItem({ event: event ?? "message", id: id ?? "", data }),
    });
    return (text) => parser.feed(text);
  }
  if (view !== "lines") return null;
  let rest = "";
  return (text) => {
    // A JSON text sequence begins each record with a separator of its own.
    const lines = (rest + text).replaceAll("\u001e", "").split("\n");
    rest = lines.pop() ?? "";
    for (const data of lines) if (data.trim()) onItem({ event: "", id: "", data: data.trim() });
  };
}

export function joined(chunks: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
