"use server";
import { redirect } from "next/navigation";
import type { FormState } from "#components/identity/form-state.ts";
import { verifyEmail } from "#server/identity/index.ts";
import { answer } from "#server/platform/action.ts";
import {
  admitBrowser,
  clearPendingSignUp,
  readPendingSignUp,
  requestOrigin,
} from "#server/platform/session.ts";

export async function verifyEmailAction(_previous: FormState, form: FormData): Promise<FormState> {
  const browser = { ...(await requestOrigin()), browserSecret: (await readPendingSignUp())?.browserSecret };
  const result = await answer((ctx) => verifyEmail(ctx, Object.fromEntries(form), browser));
  if (!result.ok) return result;
  await clearPendingSignUp();
  redirect(await admitBrowser(result.value.admission, result.value.next));
}
