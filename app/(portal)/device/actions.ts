"use server";
import type { Answer } from "#lib/answer.ts";
import { decideDeviceGrant, peekDeviceGrant } from "#server/identity/index.ts";
import type { DeviceOffer } from "#server/identity/schema.ts";
import { answer } from "#server/platform/action.ts";

export async function lookUpDeviceAction(_previous: unknown, form: FormData): Promise<Answer<DeviceOffer>> {
  return answer((ctx) => peekDeviceGrant(ctx, Object.fromEntries(form)));
}

export async function decideDeviceAction(
  _previous: unknown,
  form: FormData,
): Promise<Answer<{ isApproved: boolean }>> {
  return answer((ctx) => decideDeviceGrant(ctx, Object.fromEntries(form)));
}
