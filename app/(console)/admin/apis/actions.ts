"use server";
import { refresh } from "next/cache";
import { contracts } from "#app/api/v1/_contracts/index.ts";
import type { Answer } from "#lib/answer.ts";
import { publishPortalApi } from "#server/catalog/index.ts";
import { getBrand } from "#server/content/index.ts";
import { answer } from "#server/platform/action.ts";
import { env } from "#server/platform/env.ts";
import { openApiDocument } from "#server/platform/openapi-document.ts";

/** Puts the portal's own API, as it is now, into the catalog. */
export async function publishPortalApiAction(): Promise<Answer<unknown>> {
  const document = JSON.stringify(openApiDocument(contracts, env().PUBLIC_URL));
  const { name: portalName } = await getBrand();
  const result = await answer((ctx) => publishPortalApi(ctx, { document, portalName }));
  if (result.ok) refresh();
  return result;
}
