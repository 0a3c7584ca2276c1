"use client";
import { Send as SendIcon, Square } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { rememberServer } from "#components/reference/server-cookie.ts";
import { statusWords } from "#components/reference/status-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { choiceText } from "#lib/call-server.ts";
import { counted } from "#lib/format.ts";
import { routes } from "#lib/routes.ts";
import { BodyFields } from "./body-fields.tsx";
import { choiceOf } from "./call-form.ts";
import { ConsoleSection } from "./console-section.tsx";
import { CredentialFields } from "./credential-fields.tsx";
import { EnvironmentFields } from "./environment-fields.tsx";
import { HeaderFields } from "./header-fields.tsx";
import { HistoryView } from "./history-view.tsx";
import { ParameterFields } from "./parameter-fields.tsx";
import { durationText } from "./read-body.ts";
import { RequestView } from "./request-view.tsx";
import { ResponseView } from "./response-view.tsx";
import type { Workbench } from "./use-workbench.ts";

/** The console at work: what is sent on the left, what comes back on the right; one below the other on phones. */
export function WorkbenchView({ bench }: { bench: Workbench }) {
  const { data, form, faults } = bench;
  const signInHref = routes.signIn(routes.tryOperation(data.api, data.version, data.key));
  const result = useRef<HTMLDivElement>(null);
  const inputs = useRef<HTMLDivElement>(null);
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto lg:grid lg:grid-cols-2 lg:overflow-hidden">
        <div ref={inputs} className="min-w-0 lg:overflow-y-auto lg:border-r lg:border-rule">
          <EnvironmentFields
            data={data}
            environment={form.environment}
            signInHref={signInHref}
            onChange={(environment) => {
              bench.change({ environment });
              rememberServer(data.api, choiceText(choiceOf(environment), data.servers));
            }}
          />
          <CredentialFields
            data={data}
            isSandbox={form.environment.kind === "sandbox"}
            credentials={bench.credentials}
            trial={bench.trial}
            relay={bench.relay}
            isKept={bench.isKept}
            onKeep={bench.keep}
            onChange={bench.setCredentials}
          />
          <ParameterFields
            data={data}
            form={form}
            faults={faults}
            onChange={(key, state) => bench.change({ parameters: { ...form.parameters, [key]: state } }, key)}
          />
          <HeaderFields headers={form.headers} onChange={(headers) => bench.change({ headers })} />
          <BodyFields
            data={data}
            form={form}
            faults={faults}
            onMediaType={(mediaType) => bench.change({ mediaType }, "body")}
            onBody={(mediaType, body) =>
              bench.change({ bodies: { ...form.bodies, [mediaType]: body } }, "body")
            }
          />
          <AnswerFields bench={bench} />
        </div>
        <div className="min-w-0 border-t border-rule lg:overflow-y-auto lg:border-t-0">
          <ConsoleSection title="Request">
            <RequestView bench={bench} />
          </ConsoleSection>
          <div ref={result}>
            <ConsoleSection title="Response">
              {bench.exchange ? (
                <ResponseView data={data} exchange={bench.exchange} signInHref={signInHref} />
              ) : (
                <p className="text-caption text-muted">
                  Nothing sent yet. Check the fields, then press “Send request”.
                </p>
              )}
            </ConsoleSection>
          </div>
          <ConsoleSection title="History">
            <HistoryView
              data={data}
              entries={bench.history}
              onOpen={(entry) => {
                bench.reopen(entry);
                inputs.current?.scrollIntoView();
              }}
              onChange={bench.setHistory}
            />
          </ConsoleSection>
        </div>
      </div>
      <SendBar bench={bench} onSent={() => result.current?.scrollIntoView()} />
    </>
  );
}

/** In which form the answer is wanted, and which of the documented ones the sandbox gives. */
function AnswerFields({ bench: { data, form, change } }: { bench: Workbench }) {
  const isSandbox = form.environment.kind === "sandbox";
  const hasTypes = data.accepts.length > 1;
  const hasStatuses = isSandbox && data.statuses.length > 1;
  if (!hasTypes && !hasStatuses) return null;
  return (
    <ConsoleSection title="Answer">
      {hasTypes ? (
        <Select
          label="Accept"
          name="accept"
          value={form.accept}
          onChange={(event) => change({ accept: event.target.value })}
          options={data.accepts.map((one) => ({ value: one, label: one }))}
        />
      ) : null}
      {hasStatuses ? (
        <Select
          label="The sandbox answers with"
          name="prefer"
          value={form.prefer}
          onChange={(event) => change({ prefer: event.target.value })}
          options={[
            { value: "", label: "what fits the request" },
            ...data.statuses.map((status) => ({
              value: status,
              label: `${status} ${statusWords(status)}`.trim(),
            })),
          ]}
        />
      ) : null}
    </ConsoleSection>
  );
}

function SendBar({ bench, onSent }: { bench: Workbench; onSent: () => void }) {
  const { exchange, faults } = bench;
  const [isWarned, setIsWarned] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const isOpen = exchange?.phase === "sending" || exchange?.phase === "receiving";
  const wrong = Object.keys(faults);
  const count = wrong.length;
  useEffect(() => {
    if (count === 0) setIsWarned(false);
  }, [count]);

  async function send() {
    const found = Object.keys(bench.look());
    if (found.length > 0 && !isWarned) {
      setIsWarned(true);
      // The messages are drawn first, so that the field is announced with its own.
      requestAnimationFrame(() => focusField(bar.current?.parentElement, found[0] ?? ""));
      return;
    }
    const sent = bench.send();
    requestAnimationFrame(onSent);
    await sent;
    onSent();
  }

  return (
    <div
      ref={bar}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-rule bg-sunken px-4 py-3 sm:px-5"
    >
      {isOpen ? (
        <Button size="lg" onClick={bench.stop}>
          <Square aria-hidden /> Stop
        </Button>
      ) : (
        <Button size="lg" variant="primary" onClick={send}>
          <SendIcon aria-hidden /> {isWarned && count > 0 ? "Send it anyway" : "Send request"}
        </Button>
      )}
      <p role="status" className="min-w-0 flex-1 basis-40 text-caption text-muted">
        {isWarned && count > 0
          ? `${counted(count, "field")} ${count === 1 ? "is" : "are"} not as the document asks. Mend ${count === 1 ? "it" : "them"}, or send it anyway.`
          : summaryOf(exchange)}
      </p>
    </div>
  );
}

/** What is read aloud when a call ends. */
function summaryOf(exchange: Workbench["exchange"]): string {
  if (!exchange) return "";
  const { phase, reply, totalMs } = exchange;
  if (phase === "sending" || phase === "receiving") return "Sent. Waiting for the answer.";
  if (phase === "stopped") return "Stopped.";
  if (!reply) return "No answer.";
  return `Answered ${reply.status} ${statusWords(String(reply.status))} in ${durationText(totalMs)}.`;
}

function focusField(within: Element | null | undefined, key: string) {
  const field = within?.querySelector(`[data-field="${CSS.escape(key)}"]`);
  const control = field?.querySelector<HTMLElement>("[aria-invalid], .cm-content, input, select, textarea");
  control?.focus();
  field?.scrollIntoView({ block: "nearest" });
}
