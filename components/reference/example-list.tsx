import type { CompiledMedia, CompiledOperation, ExampleText } from "#server/specs/schema.ts";
import { codeHtml } from "./code-html.ts";
import { described, html } from "./html.ts";
import { Markup } from "./markup.tsx";
import { statusWords } from "./status-words.ts";

interface Entry {
  id: string;
  label: string;
  example: ExampleText;
}

/** More would make the page heavy and help nobody. */
const MOST_SHOWN = 60;

/** Examples of a request's bodies, in reading order. */
export function requestExamples(operation: CompiledOperation): Entry[] {
  return entriesOf(operation.requestBody?.media ?? [], "request-example", "");
}

/** Examples of every answer, successes first as the document has them. */
export function responseExamples(operation: CompiledOperation): Entry[] {
  return operation.responses.flatMap(({ status, media }) =>
    entriesOf(media, `example-${status}`, `${status} ${statusWords(status)}`.trim()),
  );
}

/** The examples of some bodies; `label` says whose they are. */
export function entriesOf(media: CompiledMedia[], id: string, label: string): Entry[] {
  return media.flatMap(({ mediaType, examples }, m) =>
    examples.map((example, i) => {
      const parts = [
        label,
        media.length > 1 ? mediaType : "",
        examples.length > 1 ? (example.summary ?? example.name) : "",
      ];
      return { id: `${id}-${m}-${i}`, label: parts.filter(Boolean).join(" · ") || mediaType, example };
    }),
  );
}

/** How many examples these bodies have beyond those that are kept for reading. */
export function leftOut(media: CompiledMedia[] = []): number {
  return media.reduce((sum, { examplesLeft = 0 }) => sum + examplesLeft, 0);
}

interface ExampleListProps {
  title: string;
  /** Examples of one list close one another. */
  name: string;
  entries: Entry[];
  /** Further examples that only the document has. */
  left?: number;
  /** Level of the heading. */
  level?: 2 | 4;
}

/** Examples one at a time: native disclosures that share a name, the first one open. */
export function ExampleList({ title, name, entries, left = 0, level = 2 }: ExampleListProps) {
  const Heading = level === 2 ? "h2" : "h4";
  if (entries.length === 0) return null;
  const shown = entries.slice(0, MOST_SHOWN);
  const more = entries.length - shown.length + left;
  return (
    <section aria-labelledby={`${name}-title`}>
      <Heading id={`${name}-title`} className="mb-2 text-sm font-semibold">
        {title}
      </Heading>
      <div className="divide-y divide-rule overflow-hidden rounded-lg border border-rule bg-sunken">
        {shown.map(({ id, label, example }, i) => (
          <details key={id} name={name} className="disclosure" open={i === 0}>
            <summary className="min-h-10 px-4 py-2.5 text-caption font-medium text-muted hover:text-ink">
              <span className="min-w-0 break-words">{label}</span>
            </summary>
            <Markup className="border-t border-rule" html={exampleHtml(id, example)} />
          </details>
        ))}
      </div>
      {more > 0 ? (
        <p className="mt-2 text-caption text-muted">
          {more === 1 ? "1 more example is in the document." : `${more} more examples are in the document.`}
        </p>
      ) : null}
    </section>
  );
}

function exampleHtml(id: string, example: ExampleText) {
  const { text, language, descriptionHtml, isCut, isGenerated, externalUrl, written } = example;
  return html`${descriptionHtml && html`<div class="md code-note">${described(descriptionHtml)}</div>`}${
    text !== "" && codeHtml({ id, code: text, language, what: "example" })
  }${written && html`<p class="code-note">As it is sent: <code>${written}</code></p>`}${externalUrl && html`<p class="code-note">Kept at <a href="${webAddress(externalUrl)}" rel="noreferrer">${externalUrl}</a></p>`}${
    isCut && html`<p class="code-note">Shortened: the whole example is in the document.</p>`
  }${isGenerated && html`<p class="code-note">Made from the schema; the document gives no example.</p>`}`;
}

/** An address out of a document may run no script. */
function webAddress(url: string): string {
  return /^https?:\/\//i.test(url) ? url : "#";
}
