"use client";
import { useEffect, useState } from "react";
import { statusTone, statusWords } from "#components/reference/status-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { sizeText } from "#lib/format.ts";
import type { ConsoleData } from "./console-data.ts";
import { explainAnswer, explainCors, explainFailure, header } from "./explain.ts";
import { problemOf } from "./problem.ts";
import { durationText } from "./read-body.ts";
import { ResponseBody } from "./response-body.tsx";
import type { Exchange } from "./use-call.ts";

interface ResponseViewProps {
  data: Pick<ConsoleData, "hasPlan" | "servers">;
  exchange: Exchange;
  signInHref: string;
}

/** What came back: status, time, size, what it means, headers, body. */
export function ResponseView({ data, exchange, signInHref }: ResponseViewProps) {
  const { phase, reply, received, failure } = exchange;
  const explained = failure
    ? explainFailure(failure.code, failure.message, failure.retryAfter)
    : reply && phase !== "receiving"
      ? explainAnswer({
          status: reply.status,
          headers: reply.headers,
          problem: problemOf(exchange),
          isSandbox: exchange.isSandbox,
          hasCredential: exchange.hasCredential,
          keyFor: exchange.keyFor,
          hasPlan: data.hasPlan,
          hasServers: data.servers.length > 0,
        })
      : null;
  const cors = reply?.isRelayed ? explainCors(reply.headers, window.location.origin) : "";
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <StatusLine exchange={exchange} />
      {explained ? (
        <Notice
          tone={explained.tone}
          title={explained.title}
          action={
            failure?.code === "not_signed_in" ? <LinkButton href={signInHref}>Sign in</LinkButton> : null
          }
        >
          {explained.mend}
        </Notice>
      ) : null}
      {phase === "stopped" ? (
        <Notice title="Stopped">You stopped this call. What had come stands below.</Notice>
      ) : null}
      {phase === "done" && received && received.size === reply?.cutAtBytes ? (
        <Notice tone="attention" title={`The answer was cut after ${sizeText(received.size)}`}>
          The portal hands on no more of one answer. Ask the API for less, or call it without the portal.
        </Notice>
      ) : null}
      {reply && received ? <ResponseBody exchange={exchange} /> : null}
      {cors ? <p className="text-caption text-muted">{cors}</p> : null}
      {reply ? <HeaderTable headers={reply.headers} /> : null}
      {reply?.isRelayed ? <TimingList exchange={exchange} /> : null}
    </div>
  );
}

function StatusLine({ exchange }: { exchange: Exchange }) {
  const { phase, reply, received, totalMs } = exchange;
  const isOpen = phase === "sending" || phase === "receiving";
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-caption text-muted">
      {reply ? (
        <Badge tone={statusTone(String(reply.status))}>
          <span data-http-status={reply.status}>
            {reply.status} {statusWords(String(reply.status))}
          </span>
        </Badge>
      ) : null}
      {phase === "sending" ? <span>Sent, waiting for the answer</span> : null}
      {phase === "receiving" ? <span>Receiving</span> : null}
      {isOpen ? (
        <Elapsed key={exchange.url + phase} />
      ) : (
        <span className="tabular-nums">{durationText(totalMs)}</span>
      )}
      {received ? <span className="tabular-nums">{sizeText(received.size)}</span> : null}
      {reply ? <span>{header(reply.headers, "content-type") ?? "no content type"}</span> : null}
    </div>
  );
}

/** Seconds that go by; not read aloud, which would never end. */
function Elapsed() {
  const [startedMs] = useState(() => performance.now());
  const [nowMs, setNowMs] = useState(startedMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), 200);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="tabular-nums" aria-live="off">
      {durationText(nowMs - startedMs)}
    </span>
  );
}

function HeaderTable({ headers }: { headers: [string, string][] }) {
  return (
    <details className="min-w-0 rounded-lg border border-rule">
      <summary className="px-4 py-2 text-sm font-medium">Headers ({headers.length})</summary>
      <table className="w-full table-fixed border-t border-rule text-caption">
        <caption className="sr-only">Headers of the answer</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {headers.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice with one value
            <tr key={index} className="border-b border-rule align-top last:border-b-0">
              <th scope="row" className="w-2/5 px-4 py-1.5 text-left font-mono font-medium break-words">
                {name}
              </th>
              <td className="px-4 py-1.5 font-mono break-words">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const STEPS: [string, string][] = [
  ["dns", "Finding the host"],
  ["connect", "Connecting"],
  ["tls", "Securing the connection"],
  ["firstByte", "Waiting for the first byte"],
];

function TimingList({ exchange }: { exchange: Exchange }) {
  const timing = exchange.reply?.timing ?? {};
  const known = STEPS.filter(([name]) => timing[name] !== undefined);
  if (known.length === 0) return null;
  return (
    <details className="rounded-lg border border-rule">
      <summary className="px-4 py-2 text-sm font-medium">Where the time went</summary>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-t border-rule px-4 py-2 text-caption">
        {known.map(([name, label]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="tabular-nums">{durationText(timing[name] ?? 0)}</dd>
          </div>
        ))}
        <dt className="text-muted">In all, seen from here</dt>
        <dd className="tabular-nums">{durationText(exchange.totalMs)}</dd>
      </dl>
    </details>
  );
}
