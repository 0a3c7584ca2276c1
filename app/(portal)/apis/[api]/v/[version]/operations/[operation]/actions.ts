"use server";
import { type FetchTrial, type TrialAnswer, toTrialAnswer } from "#components/reference/trial-key.ts";
import type { Answer } from "#lib/answer.ts";
import { issueRelayTicket } from "#server/console/index.ts";
import type { RelayTicket } from "#server/console/schema.ts";
import { mintTrialKey } from "#server/credentials/index.ts";
import { answer } from "#server/platform/action.ts";

/** A working sandbox credential for the samples and the console; fetched apart from every page. */
export async function fetchTrialAction(input: Parameters<FetchTrial>[0]): Promise<TrialAnswer> {
  return toTrialAnswer(await answer((ctx) => mintTrialKey(ctx, input)), input.api);
}

export async function fetchRelayTicketAction(input: {
  api: string;
  version: string;
}): Promise<Answer<RelayTicket>> {
  return answer((ctx) => issueRelayTicket(ctx, input));
}
