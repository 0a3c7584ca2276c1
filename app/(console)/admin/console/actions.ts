"use server";
import { refresh } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import { allowRelayHost, removeRelayHost } from "#server/console/index.ts";
import { answer } from "#server/platform/action.ts";

export async function allowRelayHostAction(_previous: unknown, form: FormData): Promise<Answer<unknown>> {
  const result = await answer((ctx) => allowRelayHost(ctx, Object.fromEntries(form)));
  if (result.ok) refresh();
  return result;
}

export async function removeRelayHostAction(id: string): Promise<Answer<void>> {
  const result = await answer((ctx) => removeRelayHost(ctx, { id }));
  refresh();
  return result;
}
