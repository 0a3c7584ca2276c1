"use client";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FileDrop } from "#components/ui/file-drop.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { Answer } from "#lib/answer.ts";
import type { PublishedRevision } from "#server/catalog/schema.ts";
import { sendDocument } from "./send-document.ts";
import { type Stage, StageList } from "./stage-list.tsx";
import { UploadVerdict } from "./upload-verdict.tsx";

interface UploadFormProps {
  api: string;
  version: string;
  /** Publishes what an address answers; the server fetches it. */
  publishFromUrl: (url: string, isStrict: boolean) => Promise<Answer<PublishedRevision>>;
}

interface Outcome {
  answer: Answer<PublishedRevision>;
  /** What was sent, when this page has it. */
  source: string;
}

/** A document by file, paste or address. What was given stays on the page until it is changed. */
export function UploadForm({ api, version, publishFromUrl }: UploadFormProps) {
  const file = useRef<File | null>(null);
  const result = useRef<HTMLDivElement>(null);
  /** Which of the ways holds something, for the hint; what is sent is read from the form, which may be older than us. */
  const [filled, setFilled] = useState({ file: false, text: false, url: false });
  const [isNothing, setIsNothing] = useState(false);
  const [stage, setStage] = useState<Stage | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const given = Object.values(filled).filter(Boolean).length;

  function note(way: keyof typeof filled, isFilled: boolean) {
    setFilled((before) => ({ ...before, [way]: isFilled }));
    setIsNothing(false);
  }

  async function run(text: string, url: string, isStrict: boolean): Promise<Outcome> {
    if (url) {
      setStage({ name: "fetch" });
      return { answer: await publishFromUrl(url, isStrict), source: "" };
    }
    setStage({ name: "send", share: 0 });
    const body = file.current ?? text;
    const name = file.current?.name ?? "pasted text";
    const onSent = (share: number) => setStage(share < 1 ? { name: "send", share } : { name: "compile" });
    const answer = await sendDocument({ api, version, body, name, isStrict, onSent });
    const isShown = !answer.ok && !/\.zip$/i.test(name);
    return { answer, source: isShown ? ((await file.current?.text()) ?? text) : "" };
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (stage) return;
    const form = new FormData(event.currentTarget);
    const [text, url] = [String(form.get("text") ?? ""), String(form.get("url") ?? "").trim()];
    const chosen = form.get("file");
    if (!file.current && chosen instanceof File && chosen.name) file.current = chosen;
    setOutcome(null);
    setIsNothing(!(file.current || text.trim() || url));
    if (!(file.current || text.trim() || url)) return;
    try {
      setOutcome(await run(text, url, form.has("strict")));
    } finally {
      setStage(null);
      requestAnimationFrame(() => result.current?.focus());
    }
  }

  return (
    <div className="flex flex-col gap-8">
      <form onSubmit={submit} className="flex max-w-3xl flex-col gap-5">
        <FileDrop
          name="file"
          label="Drop a file here, or choose one"
          hint="OpenAPI 2.0, 3.0, 3.1 or 3.2 in JSON or YAML, up to 50 MB. A document of several files as a zip; references to servers are refused."
          accept=".json,.yaml,.yml,.zip"
          onFile={(chosen) => {
            file.current = chosen;
            note("file", true);
          }}
        />
        <TextArea
          label="Or paste the document"
          name="text"
          optional
          isCode
          rows={8}
          error={isNothing ? "Choose a file, paste the document or give its address." : undefined}
          onChange={(event) => note("text", event.target.value.trim() !== "")}
        />
        <TextField
          label="Or give its address"
          name="url"
          type="url"
          optional
          placeholder="https://"
          onChange={(event) => note("url", event.target.value.trim() !== "")}
          hint="The portal reads it once, now."
        />
        <Checkbox label="Refuse a document with errors" hint="Warnings never stop it." name="strict" />
        {given > 1 ? (
          <Notice tone="attention" title="You gave more than one document.">
            {filled.url ? "The address will be read." : "The file will be read."} Clear the others to be sure.
          </Notice>
        ) : null}
        <div>
          <Button type="submit" variant="primary" pending={stage !== null}>
            Publish document
          </Button>
        </div>
      </form>
      {stage ? <StageList stage={stage} /> : null}
      <div ref={result} tabIndex={-1} className="outline-none">
        {outcome ? (
          <UploadVerdict answer={outcome.answer} source={outcome.source} api={api} version={version} />
        ) : null}
      </div>
    </div>
  );
}
