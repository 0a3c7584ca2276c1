"use client";
import { Download } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { sizeText } from "#lib/format.ts";
import { EditorBox } from "./editor-box.tsx";
import { header } from "./explain.ts";
import { formatJson } from "./format-json.ts";
import { downloadName, durationText, textOfBytes } from "./read-body.ts";
import type { StreamItem } from "./receive.ts";
import type { Exchange } from "./use-call.ts";

/** A body as its type asks for. HTML is text here, never a page. */
export function ResponseBody({ exchange }: { exchange: Exchange }) {
  const { received, bytes, reply, phase } = exchange;
  if (!received || !reply) return null;
  const { view } = received;
  if (view === "events" || view === "lines") return <StreamBody exchange={exchange} />;
  if (phase === "receiving" || phase === "sending" || !bytes) return null;
  if (bytes.length === 0) return <p className="text-caption text-muted">The answer has no body.</p>;
  const contentType = header(reply.headers, "content-type") ?? "";
  if (view === "image") return <ImageBody bytes={bytes} contentType={contentType} exchange={exchange} />;
  if (view === "binary")
    return (
      <div className="flex flex-wrap items-center gap-3 rounded-lg border border-rule bg-sunken px-4 py-3">
        <p className="min-w-0 flex-1 text-sm">
          A file of {sizeText(bytes.length)}
          {contentType ? ` (${contentType})` : ""}. It is not shown, only handed over.
        </p>
        <SaveButton exchange={exchange} variant="primary" />
      </div>
    );
  return <TextBody bytes={bytes} contentType={contentType} exchange={exchange} />;
}

interface BodyProps {
  exchange: Exchange;
  bytes: Uint8Array<ArrayBuffer>;
  contentType: string;
}

function TextBody({ exchange, bytes, contentType }: BodyProps) {
  const view = exchange.received?.view;
  const { text, isCut, isJson } = useMemo(() => {
    const read = textOfBytes(bytes, contentType);
    const pretty = view === "json" && !read.isCut ? formatJson(read.text) : null;
    return { text: pretty ?? read.text, isCut: read.isCut, isJson: pretty !== null };
  }, [bytes, contentType, view]);
  const language = isJson ? "json" : view === "xml" || view === "html" ? "xml" : "text";
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {view === "json" && !isJson && !isCut ? (
        <p className="text-caption text-attention">
          The answer says that it is JSON, but it is not. It stands here as it came.
        </p>
      ) : null}
      {isCut ? (
        <p className="text-caption text-attention">
          The first 5 MB of {sizeText(bytes.length)}. Save it to have it whole.
        </p>
      ) : null}
      <EditorBox text={text} language={language} label="Response body" isReadOnly />
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} what="response body" isLabelled variant="secondary" />
        <SaveButton exchange={exchange} />
      </div>
    </div>
  );
}

function ImageBody({ exchange, bytes, contentType }: BodyProps) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    // Inside <img> even an SVG runs no script.
    const made = URL.createObjectURL(new Blob([bytes], { type: contentType.split(";")[0] ?? "" }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, contentType]);
  return (
    <div className="flex min-w-0 flex-col items-start gap-2">
      {url ? (
        // biome-ignore lint/performance/noImgElement: a blob of this page has no address an optimiser could fetch
        <img
          src={url}
          alt="What the API answered"
          className="max-h-96 max-w-full rounded-lg border border-rule bg-sunken object-contain"
        />
      ) : null}
      <SaveButton exchange={exchange} />
    </div>
  );
}

function SaveButton({ exchange, variant }: { exchange: Exchange; variant?: "primary" }) {
  const { bytes, reply, url } = exchange;
  if (!bytes || !reply) return null;
  return (
    <Button
      size="sm"
      variant={variant ?? "secondary"}
      onClick={() => save(bytes, downloadName(reply.headers, url))}
    >
      <Download aria-hidden /> Save as a file
    </Button>
  );
}

function save(bytes: Uint8Array<ArrayBuffer>, name: string) {
  // Without its own type a browser saves it and opens nothing.
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function StreamBody({ exchange }: { exchange: Exchange }) {
  const items = exchange.received?.items ?? [];
  const count = exchange.received?.itemCount ?? 0;
  const word = exchange.received?.view === "events" ? "event" : "line";
  const isOver = exchange.phase !== "receiving" && exchange.phase !== "sending";
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p className="text-caption text-muted" role="status">
        {count} {word}
        {count === 1 ? "" : "s"}
        {isOver ? "" : " so far"}
        {count > items.length ? `; the last ${items.length} are shown` : ""}
      </p>
      <ol
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={`What came as a stream of ${word}s, newest first`}
        className="flex max-h-96 min-w-0 flex-col overflow-y-auto rounded-lg border border-rule bg-sunken"
      >
        {items.toReversed().map((item) => (
          <StreamRow key={item.number} item={item} />
        ))}
      </ol>
      {exchange.bytes ? (
        <div>
          <SaveButton exchange={exchange} />
        </div>
      ) : null}
    </div>
  );
}

function StreamRow({ item }: { item: StreamItem }) {
  const pretty = useMemo(() => formatJson(item.data) ?? item.data, [item.data]);
  return (
    <li className="border-b border-rule px-4 py-2 last:border-b-0">
      <p className="flex flex-wrap gap-x-3 text-xs text-muted">
        <span className="tabular-nums">+{durationText(item.atMs)}</span>
        {item.event ? <span className="font-medium text-ink">{item.event}</span> : null}
        {item.id ? <span>id {item.id}</span> : null}
      </p>
      <pre className="font-mono text-caption break-words whitespace-pre-wrap">{pretty}</pre>
    </li>
  );
}
