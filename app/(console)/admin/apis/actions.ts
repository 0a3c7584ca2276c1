"use server";
import { refresh } from "next/cache";
import { contracts } from "#app/api/v1/_contracts/index.ts";
import type { FormState } from "#components/identity/form-state.ts";
import type { Answer } from "#lib/answer.ts";
import { publishPortalApi, restoreApi, stopApi } from "#server/catalog/index.ts";
import { getBrand } from "#server/content/index.ts";
import { answer, answerFor } from "#server/platform/action.ts";
import { env } from "#server/platform/env.ts";
import { openApiDocument } from "#server/platform/openapi-document.ts";

export async function stopApiAction(api: string, _previous: FormState, form: FormData): Promise<FormState> {
  const result = await answer((ctx) => stopApi(ctx, { ...Object.fromEntries(form), api }));
  if (result.ok) refresh();
  return result;
}

export async function restoreApiAction(api: string): Promise<Answer<void>> {
  const result = await answer((ctx) => restoreApi(ctx, { api }));
  refresh();
  return result;
}

/** Puts the portal's own API, as it is now, into the catalog. */
export async function publishPortalApiAction(orgId: string): Promise<Answer<unknown>> {
  const document = JSON.stringify(openApiDocument(contracts, env().PUBLIC_URL));
  const { name: portalName } = await getBrand();
  const result = await answerFor(orgId, (ctx) => publishPortalApi(ctx, { document, portalName }));
  if (result.ok) refresh();
  return result;
}
