import type { CallServer, ServerChoice } from "#lib/call-server.ts";
import { routes } from "#lib/routes.ts";
import type { SampleClient } from "#lib/sample-clients.ts";
import type { CompiledOperation } from "#server/specs/schema.ts";
import { Markup } from "./markup.tsx";
import type { OperationCall } from "./operation-call.ts";
import { chooseSample, sampleChoices } from "./sample-choice.ts";
import { SampleDesk } from "./sample-desk.tsx";
import { sampleHtml } from "./sample-html.ts";
import type { FetchTrial } from "./trial-key.ts";

interface CodeSamplesProps {
  api: string;
  version: string;
  documentId: string;
  operation: CompiledOperation;
  call: OperationCall;
  /** The servers to choose from, which one the call goes to, and what the address says of it. */
  servers: CallServer[];
  at: ServerChoice;
  askedAt: string;
  noPlan: { planHref: string | null } | null;
  /** The sample that the address names. */
  asked: string | undefined;
  remembered: SampleClient | null;
  /** Null for visitors. */
  fetchTrial: FetchTrial | null;
}

/** The operation's call as source code: the page carries one language, the others come when they are chosen. */
export function CodeSamples({
  api,
  version,
  documentId,
  operation,
  call,
  servers,
  at,
  askedAt,
  noPlan,
  asked,
  remembered,
  fetchTrial,
}: CodeSamplesProps) {
  const own = operation.codeSamples ?? [];
  const choices = sampleChoices(own);
  const chosen = chooseSample(choices, own, { asked, remembered });
  const markup = sampleHtml(operation, call, chosen);
  if (!markup) throw new Error(`There is no sample "${chosen}".`);
  return (
    <SampleDesk
      choices={choices}
      initial={chosen}
      source={routes
        .operationSample(api, version, operation.key, "SAMPLE", documentId, "SERVER")
        .replace("SAMPLE", "{sample}")
        .replace("SERVER", "{at}")}
      api={api}
      servers={servers}
      at={at}
      askedAt={askedAt}
      noPlan={noPlan}
      trial={fetchTrial && { api, version, fetchTrial }}
      signInHref={routes.signIn(routes.operation(api, version, operation.key))}
    >
      <Markup html={markup} />
    </SampleDesk>
  );
}
