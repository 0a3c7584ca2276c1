import {
  SAMPLE_LANGUAGE_NAMES,
  SAMPLE_LANGUAGES,
  type SampleLanguage,
  sampleCall,
} from "#lib/sample-call.ts";
import { codeHtml } from "./code-html.ts";
import { LANGUAGE_COOKIE } from "./language-cookie.ts";
import { Markup } from "./markup.tsx";
import type { OperationCall } from "./operation-call.ts";

interface CodeSamplesProps {
  call: OperationCall;
  /** The language last chosen. */
  language: SampleLanguage;
}

/** The same call in each language; native radio buttons choose, so that it works before and without scripts. */
export function CodeSamples({ call, language }: CodeSamplesProps) {
  return (
    <div className="choices min-w-0 overflow-hidden rounded-lg border border-rule bg-sunken">
      <fieldset className="choice-bar flex items-center gap-1 border-b border-rule px-2">
        <legend className="sr-only">Language of the sample</legend>
        {SAMPLE_LANGUAGES.map((name) => (
          <label
            key={name}
            className="relative flex h-10 items-center border-b-2 border-transparent px-2 text-caption font-medium text-muted hover:text-ink has-checked:border-accent has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={LANGUAGE_COOKIE}
              value={name}
              defaultChecked={name === language}
              className="absolute inset-0 opacity-0"
            />
            {SAMPLE_LANGUAGE_NAMES[name]}
          </label>
        ))}
      </fieldset>
      {SAMPLE_LANGUAGES.map((name) => (
        <div key={name} className="choice-panel" data-choice={name}>
          <Markup
            html={codeHtml({
              id: `sample-${name}`,
              code: sampleCall(call.draft, name),
              language: name === "curl" ? "bash" : name,
              what: `${SAMPLE_LANGUAGE_NAMES[name]} sample`,
            })}
          />
        </div>
      ))}
      {call.isBodyShortened ? (
        <p className="border-t border-rule px-4 py-2 text-caption text-muted">
          The example body is long and left out here; it stands under “Request example”.
        </p>
      ) : null}
    </div>
  );
}
