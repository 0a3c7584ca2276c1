import { CodeFrame } from "#components/ui/code-frame.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { type CallDraft, SAMPLE_LANGUAGE_NAMES, SAMPLE_LANGUAGES, sampleCall } from "#lib/sample-call.ts";

/** The same call in every language we write samples in. */
export function CallSamples({ call }: { call: CallDraft }) {
  return (
    <Tabs
      label="Language of the sample"
      tabs={SAMPLE_LANGUAGES.map((language) => ({
        value: language,
        label: SAMPLE_LANGUAGE_NAMES[language],
        content: (
          <CodeFrame
            code={sampleCall(call, language)}
            title={SAMPLE_LANGUAGE_NAMES[language]}
            what={`${SAMPLE_LANGUAGE_NAMES[language]} sample`}
          />
        ),
      }))}
    />
  );
}
