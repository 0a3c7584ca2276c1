"use client";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { FetchTrial } from "#components/reference/trial-key.ts";
import { serverLabel } from "#lib/call-server.ts";
import { buildRequest, type CallRequest } from "./build-request.ts";
import { type CallForm, createFormCheck, type Faults, initialForm } from "./call-form.ts";
import type { ConsoleData } from "./console-data.ts";
import {
  alternativesOf,
  type Credentials,
  credentialParts,
  MASK,
  masked,
  trialParts,
} from "./credentials.ts";
import { fromSaved, type HistoryEntry, readHistory, toSaved, writeHistory } from "./history.ts";
import { keepSecrets, keptSecrets } from "./kept-secrets.ts";
import { problemOf } from "./problem.ts";
import { createRelay, createStraight, type FetchRelayTicket } from "./send-request.ts";
import { type Exchange, useCall } from "./use-call.ts";
import { useTrial } from "./use-trial.ts";

export interface ConsoleActions {
  fetchTrial: FetchTrial;
  fetchRelayTicket: FetchRelayTicket;
}

export type Workbench = ReturnType<typeof useWorkbench>;

/** Everything the console holds: the form, the credentials, the call under way, the history. */
export function useWorkbench(data: ConsoleData, actions: ConsoleActions, entryId: string) {
  const [history, setHistory] = useState(() => readHistory(data, window.localStorage));
  const [form, setForm] = useState(() => startForm(data, history, entryId));
  const [told, setTold] = useState<Faults>({});
  const [isChecked, setIsChecked] = useState(false);
  const access = useCredentials(data, actions, form);
  const { exchange, call, stop } = useCall();
  const check = useMemo(() => createFormCheck(data), [data]);
  const found = useMemo(() => (isChecked ? check(form) : {}), [isChecked, check, form]);

  function change(part: Partial<CallForm>, key?: string) {
    setForm((now) => ({ ...now, ...part }));
    // What the server said of a field holds until the field changes.
    if (key) setTold((now) => withoutKey(now, key));
  }

  async function send() {
    const { credential, hasCredential } = await access.ready();
    const isSandbox = form.environment.kind === "sandbox";
    const request = buildRequest(data, form, { origin: window.location.origin, credential });
    setTold({});
    const made = await call({
      request,
      send: isSandbox ? createStraight(data.sandboxPath) : access.relay,
      isSandbox,
      hasCredential,
    });
    setTold(faultsIn(made, data));
    const entry = toEntry(data, form, made);
    setHistory((now) => writeHistory(data, [entry, ...now], window.localStorage));
    return made;
  }

  return {
    data,
    form,
    change,
    faults: { ...found, ...told },
    /** Looks at the form before it is sent; answers what is wrong. */
    look: () => {
      setIsChecked(true);
      return check(form);
    },
    send,
    stop,
    exchange,
    history,
    setHistory: (entries: HistoryEntry[]) => setHistory(writeHistory(data, entries, window.localStorage)),
    reopen: (entry: HistoryEntry) => {
      setTold({});
      setForm(fromSaved(data, entry.form));
    },
    shown: (): CallRequest =>
      buildRequest(data, form, {
        origin: window.location.origin,
        credential: access.maskedParts(),
        isMasked: true,
      }),
    /** With its secrets, for copying. */
    whole: async (): Promise<CallRequest> => {
      const { credential } = await access.ready();
      return buildRequest(data, form, { origin: window.location.origin, credential });
    },
    ...access,
  };
}

function startForm(data: ConsoleData, history: HistoryEntry[], entryId: string): CallForm {
  const entry = history.find(({ id, key }) => id === entryId && key === data.key);
  return entry ? fromSaved(data, entry.form) : initialForm(data);
}

function useCredentials(data: ConsoleData, actions: ConsoleActions, form: CallForm) {
  const isSandbox = form.environment.kind === "sandbox";
  const [credentials, setCredentials] = useState<Credentials>(() => ({
    source: data.isSignedIn ? "trial" : "own",
    alternative: 0,
    secrets: keptSecrets(data, window.sessionStorage) ?? {},
  }));
  const [isKept, setIsKept] = useState(() => keptSecrets(data, window.sessionStorage) !== null);
  const trial = useTrial(data, actions.fetchTrial);
  const { fetchRelayTicket } = actions;
  const relay = useMemo(() => createRelay(data, fetchRelayTicket), [data, fetchRelayTicket]);
  const usesTrial = isSandbox && data.hasPlan && credentials.source === "trial";
  const { fetch, answer } = trial;
  useEffect(() => {
    if (usesTrial && !answer) fetch();
  }, [usesTrial, answer, fetch]);

  const alternatives = alternativesOf(data, isSandbox);
  const schemes = (alternatives[credentials.alternative] ?? alternatives[0])?.schemes ?? [];
  const parts = (secrets: Credentials["secrets"]) => credentialParts(schemes, secrets);

  const keep = useCallback(
    (isWanted: boolean) => {
      setIsKept(isWanted);
      keepSecrets(data, isWanted ? credentials.secrets : null, window.sessionStorage);
    },
    [data, credentials.secrets],
  );

  return {
    credentials,
    trial,
    relay,
    isKept,
    keep,
    setCredentials: (next: Credentials) => {
      setCredentials(next);
      if (isKept) keepSecrets(data, next.secrets, window.sessionStorage);
    },
    maskedParts: () => (usesTrial ? trialParts(MASK) : parts(masked(credentials.secrets))),
    ready: async () => {
      const key = usesTrial ? await trial.key() : "";
      const credential = usesTrial ? (key ? trialParts(key) : parts({})) : parts(credentials.secrets);
      const { headers, query, cookies } = credential;
      return { credential, hasCredential: headers.length + query.length + cookies.length > 0 };
    },
  };
}

function withoutKey(faults: Faults, key: string): Faults {
  return Object.fromEntries(
    Object.entries(faults).filter(([name]) => name !== key && !name.startsWith(`${key}.`)),
  );
}

/** The faults that the sandbox lists, beside the fields they speak of. */
function faultsIn(exchange: Exchange, data: ConsoleData): Faults {
  const errors = exchange.isSandbox ? problemOf(exchange)?.errors : undefined;
  const faults: Faults = {};
  if (!Array.isArray(errors)) return faults;
  for (const error of errors) {
    if (typeof error !== "object" || error === null) continue;
    const { in: place, name, pointer, message }: Record<string, unknown> = error;
    const isWhole = data.parameters.some((one) => one.in === "querystring" && one.name === name);
    const key = place === "body" ? "body" : `${isWhole ? "querystring" : place}.${name}`;
    const where = typeof pointer === "string" && pointer.length > 1 ? `${pointer.slice(1)}: ` : "";
    const line = `${where}${message}`;
    faults[key] = faults[key] ? `${faults[key]} ${line}` : line;
  }
  return faults;
}

function toEntry(data: ConsoleData, form: CallForm, made: Exchange): HistoryEntry {
  const { environment } = form;
  const server = environment.kind === "server" ? data.servers[environment.index] : undefined;
  return {
    id: crypto.randomUUID().slice(0, 8),
    atMs: Date.now(),
    key: data.key,
    method: data.method,
    path: data.path,
    title: data.title,
    environment: server ? serverLabel(server) : "Sandbox",
    status: made.reply?.status ?? 0,
    durationMs: Math.round(made.totalMs),
    form: toSaved(data, form),
  };
}
