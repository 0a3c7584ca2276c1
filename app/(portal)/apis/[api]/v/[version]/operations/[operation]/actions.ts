"use server";
import type { Answer } from "#lib/answer.ts";
import { issueRelayTicket } from "#server/console/index.ts";
import type { RelayTicket } from "#server/console/schema.ts";
import { answer } from "#server/platform/action.ts";

export async function fetchRelayTicketAction(input: {
  api: string;
  version: string;
}): Promise<Answer<RelayTicket>> {
  return answer((ctx) => issueRelayTicket(ctx, input));
}
