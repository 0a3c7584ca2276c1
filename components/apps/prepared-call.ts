import { type CallDraft, KEY_PLACEHOLDER } from "#lib/call-draft.ts";
import type { SampleClient } from "#lib/sample-clients.ts";

/** A call and its source code, written by the server before there is a key: the placeholder stands where it will go. */
export interface PreparedCall {
  call: CallDraft;
  /** By client. */
  samples: Record<string, string>;
  /** The client last chosen. */
  client: SampleClient;
}

/** The same with the key in its place. Keys need no quoting in any language. */
export function withKey({ call, samples, client }: PreparedCall, key: string): PreparedCall {
  const fill = (texts: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, text.replaceAll(KEY_PLACEHOLDER, key)]),
    );
  return { call: { ...call, headers: fill(call.headers ?? {}) }, samples: fill(samples), client };
}
