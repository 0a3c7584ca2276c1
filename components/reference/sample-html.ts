import "server-only";
import { sampleCall } from "#lib/sample-call.ts";
import { isSampleClient, sampleClient } from "#lib/sample-clients.ts";
import type { CompiledOperation } from "#server/specs/schema.ts";
import { codeHtml } from "./code-html.ts";
import { type Html, html } from "./html.ts";
import type { OperationCall } from "./operation-call.ts";
import { ownSample } from "./sample-choice.ts";
import { liveNotes, serverNotes } from "./sample-notes.ts";

/** One sample with its copy button, as it stands in the page and comes when it is chosen; null when there is none of that name. */
export function sampleHtml(operation: CompiledOperation, call: OperationCall, id: string): Html | null {
  const own = ownSample(operation.codeSamples ?? [], id);
  if (own) return panel(own.source, own.language.toLowerCase());
  if (!isSampleClient(id)) return null;
  const { highlight, install } = sampleClient(id);
  const notes = [
    install && html`<p class="code-note">Install it first: <code>${install}</code></p>`,
    ...(call.isLive ? serverNotes(call.needs, id) : liveNotes(call.needs, id)),
    call.isBodyShortened &&
      html`<p class="code-note">The example body is long and left out here; it stands under “Request example”.</p>`,
  ];
  return html`${panel(sampleCall(call.draft, id), highlight)}${notes}`;
}

function panel(code: string, language: string): Html {
  return html`<div class="sample" data-language="${language}">${codeHtml({ id: "sample-code", code, language, what: "sample" })}</div>`;
}
