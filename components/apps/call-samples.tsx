import { useState } from "react";
import { CodeFrame } from "#components/ui/code-frame.tsx";
import { clientName, isSampleClient, SAMPLE_CLIENTS, sampleClient } from "#lib/sample-clients.ts";
import { rememberClient } from "../reference/language-cookie.ts";
import type { PreparedCall } from "./prepared-call.ts";

const LANGUAGES = Map.groupBy(SAMPLE_CLIENTS, ({ language }) => language);

/** The same call in every language we write samples in; the one last chosen first. */
export function CallSamples({ samples, client }: PreparedCall) {
  const [chosen, setChosen] = useState(client);
  const { install } = sampleClient(chosen);

  function choose(value: string) {
    if (!isSampleClient(value)) return;
    rememberClient(value);
    setChosen(value);
  }

  return (
    <div className="flex min-w-0 flex-col gap-2">
      <CodeFrame
        code={samples[chosen] ?? ""}
        what={`${clientName(chosen)} sample`}
        isWrapped={sampleClient(chosen).highlight === "bash"}
        title={
          <select
            aria-label="Language of the sample"
            value={chosen}
            onChange={(event) => choose(event.target.value)}
            className="-ml-2 h-8 rounded-md bg-transparent px-1.5 font-medium text-ink hover:bg-hover pointer-coarse:h-11"
          >
            {[...LANGUAGES].map(([language, clients]) => (
              <optgroup key={language} label={language}>
                {clients.map(({ id }) => (
                  <option key={id} value={id}>
                    {clientName(id)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        }
      />
      {install ? (
        <p className="text-caption text-muted">
          Install it first: <code className="text-ink">{install}</code>
        </p>
      ) : null}
    </div>
  );
}
