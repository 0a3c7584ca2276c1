"use server";
import { refresh } from "next/cache";
import type { Answer } from "#lib/answer.ts";
import { updateBrand } from "#server/content/index.ts";
import { answer } from "#server/platform/action.ts";

export async function updateBrandAction(_previous: unknown, form: FormData): Promise<Answer<unknown>> {
  const logo = await logoChange(form);
  const result = await answer((ctx) => updateBrand(ctx, Object.fromEntries(form), logo));
  if (result.ok) refresh();
  return result;
}

async function logoChange(form: FormData) {
  const file = form.get("logo");
  if (file instanceof File && file.size > 0) return { bytes: new Uint8Array(await file.arrayBuffer()) };
  return form.has("removeLogo") ? "remove" : undefined;
}
