"use client";
import { useEffect, useRef, useState } from "react";
import type { KeyEnvironment } from "#lib/key-environment.ts";
import type { CallRequest } from "./build-request.ts";
import { header } from "./explain.ts";
import { joined, type Received, receive } from "./receive.ts";
import { CallFailure, type Reply, type Send } from "./send-request.ts";
import { sentKeyEnvironment } from "./sent-key.ts";

/** One call from sending to the end of its answer. */
export interface Exchange {
  phase: "sending" | "receiving" | "done" | "stopped" | "failed";
  url: string;
  isSandbox: boolean;
  hasCredential: boolean;
  /** What a key of the portal, if one was sent, says of itself. */
  keyFor: KeyEnvironment | null;
  /** Until the first byte of the answer, and until its end. */
  firstMs: number;
  totalMs: number;
  reply: Omit<Reply, "body"> | null;
  received: Received | null;
  /** The whole body, once it is there. */
  bytes: Uint8Array<ArrayBuffer> | null;
  failure: { code: string; message: string; retryAfter: string | null } | null;
}

export interface CallOptions {
  request: CallRequest;
  send: Send;
  isSandbox: boolean;
  hasCredential: boolean;
}

/** Makes calls one at a time; what comes is told as it comes. */
export function useCall() {
  const [exchange, setExchange] = useState<Exchange | null>(null);
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);

  async function call({ request, send, isSandbox, hasCredential }: CallOptions): Promise<Exchange> {
    stop.current?.abort();
    const controller = new AbortController();
    stop.current = controller;
    const startedMs = performance.now();
    const since = () => performance.now() - startedMs;
    const chunks: Uint8Array[] = [];
    let state: Exchange = {
      phase: "sending",
      url: request.url,
      isSandbox,
      hasCredential,
      keyFor: sentKeyEnvironment(request),
      firstMs: 0,
      totalMs: 0,
      reply: null,
      received: null,
      bytes: null,
      failure: null,
    };
    const show = (change: Partial<Exchange>) => {
      state = { ...state, ...change };
      if (stop.current === controller) setExchange(state);
    };
    show({});
    try {
      const { body, ...reply } = await send(request, controller.signal);
      show({ phase: "receiving", reply, firstMs: since() });
      const received = await receive({
        body,
        contentType: header(reply.headers, "content-type") ?? "",
        startedMs,
        chunks,
        onProgress: (so) => show({ received: so }),
      });
      show({ phase: "done", received, totalMs: since(), bytes: joined(chunks) });
    } catch (error) {
      show({
        ...endOf(error, controller.signal),
        totalMs: since(),
        bytes: state.reply ? joined(chunks) : null,
      });
    }
    return state;
  }

  return { exchange, call, stop: () => stop.current?.abort() };
}

function endOf(error: unknown, signal: AbortSignal): Pick<Exchange, "phase" | "failure"> {
  if (signal.aborted) return { phase: "stopped", failure: null };
  if (error instanceof CallFailure) {
    const { code, message, retryAfter } = error;
    return { phase: "failed", failure: { code, message, retryAfter } };
  }
  // A stream that breaks off is a TypeError of the browser's own wording.
  const message = "The answer broke off before its end. What had come by then stands below.";
  return { phase: "failed", failure: { code: "connection_lost", message, retryAfter: null } };
}
