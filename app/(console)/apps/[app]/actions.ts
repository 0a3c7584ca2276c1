"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import { cancelSubscription, deleteApp, subscribe, updateApp } from "#server/apps/index.ts";
import type { AppSummary, SubscriptionSummary } from "#server/apps/schema.ts";
import { issueKey, revokeKey } from "#server/credentials/index.ts";
import type { IssuedKey, KeySummary } from "#server/credentials/schema.ts";
import { addSecret, createClient, revokeClient, revokeSecret } from "#server/oauth/index.ts";
import type { ClientSummary, IssuedSecret } from "#server/oauth/schema.ts";
import { answer } from "#server/platform/action.ts";

export async function issueKeyAction(
  appId: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<IssuedKey>> {
  return answer((ctx) => issueKey(ctx, { ...Object.fromEntries(form), appId }));
}

export async function revokeKeyAction(keyId: string): Promise<Answer<KeySummary>> {
  const answered = await answer((ctx) => revokeKey(ctx, { keyId }));
  refresh();
  return answered;
}

export async function createClientAction(
  appId: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<IssuedSecret>> {
  return answer((ctx) => createClient(ctx, { ...Object.fromEntries(form), appId }));
}

export async function addSecretAction(clientId: string): Promise<Answer<IssuedSecret>> {
  const answered = await answer((ctx) => addSecret(ctx, { clientId }));
  refresh();
  return answered;
}

export async function revokeSecretAction(clientId: string, secretId: string): Promise<Answer<unknown>> {
  const answered = await answer((ctx) => revokeSecret(ctx, { clientId, secretId }));
  refresh();
  return answered;
}

export async function revokeClientAction(clientId: string): Promise<Answer<ClientSummary>> {
  const answered = await answer((ctx) => revokeClient(ctx, { clientId }));
  refresh();
  return answered;
}

export async function subscribeAction(
  appId: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<SubscriptionSummary>> {
  return answer(async (ctx) => {
    await subscribe(ctx, { ...Object.fromEntries(form), appId });
    redirect(`${routes.app(appId)}#plans`);
  });
}

export async function cancelSubscriptionAction(subscriptionId: string): Promise<Answer<SubscriptionSummary>> {
  const answered = await answer((ctx) => cancelSubscription(ctx, { subscriptionId }));
  refresh();
  return answered;
}

export async function updateAppAction(
  appId: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<AppSummary>> {
  const answered = await answer((ctx) => updateApp(ctx, { ...Object.fromEntries(form), appId }));
  refresh();
  return answered;
}

export async function deleteAppAction(appId: string): Promise<Answer<unknown>> {
  return answer(async (ctx) => {
    await deleteApp(ctx, { appId });
    redirect(routes.apps());
  });
}
