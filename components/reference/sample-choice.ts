import { SAMPLE_CLIENTS, type SampleClient } from "#lib/sample-clients.ts";
import type { PublisherSample } from "#server/specs/schema.ts";

/** A sample that can be chosen. */
export interface SampleChoice {
  /** A client's id, or "own-0" for the publisher's first. */
  id: string;
  /** Heading under which it stands. */
  group: string;
  label: string;
  /** As the closed picker says it. */
  name: string;
  /** What choosing it says of the reader's language; left out where it is none that we write. */
  client?: SampleClient;
}

const OWN = "From the publisher";

/** The publisher's samples, then ours. */
export function sampleChoices(own: readonly PublisherSample[]): SampleChoice[] {
  return [
    ...own.map((sample, i) => {
      const client = clientOf(sample);
      return {
        id: `own-${i}`,
        group: OWN,
        label: sample.label,
        name: sample.label,
        ...(client && { client }),
      };
    }),
    // Go and Ruby both have a net/http, JavaScript and TypeScript a fetch: the library alone would say too little.
    ...SAMPLE_CLIENTS.map(({ id, language, label }) => ({
      id,
      group: language,
      label,
      name: `${language} · ${label}`,
      client: id,
    })),
  ];
}

/** Ours in the language of a publisher's sample. */
function clientOf({ language, label }: PublisherSample): SampleClient | undefined {
  const names = [language.toLowerCase(), label.toLowerCase()];
  return SAMPLE_CLIENTS.find(
    (client) => names.includes(client.highlight) || names.includes(client.language.toLowerCase()),
  )?.id;
}

/** The publisher's sample with this number; undefined when the id means one of ours or none. */
export function ownSample(own: readonly PublisherSample[], id: string): PublisherSample | undefined {
  const number = /^own-(\d{1,3})$/.exec(id)?.[1];
  return number === undefined ? undefined : own[Number(number)];
}

interface Wish {
  /** In the address. */
  asked: string | undefined;
  remembered: SampleClient | null;
}

/** What is asked for; else the publisher's in the reader's language; else ours in it; else the first there is. */
export function chooseSample(
  choices: readonly SampleChoice[],
  own: readonly PublisherSample[],
  wish: Wish,
): string {
  if (choices.some(({ id }) => id === wish.asked)) return wish.asked ?? "curl";
  if (!wish.remembered) return choices[0]?.id ?? "curl";
  const client = SAMPLE_CLIENTS.find(({ id }) => id === wish.remembered);
  const names = [client?.language, client?.highlight].map((name) => name?.toLowerCase());
  const match = own.findIndex(
    ({ language, label }) => names.includes(language.toLowerCase()) || names.includes(label.toLowerCase()),
  );
  return match < 0 ? wish.remembered : `own-${match}`;
}
