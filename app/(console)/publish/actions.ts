"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import { decideSubscription } from "#server/apps/index.ts";
import {
  addChange,
  archivePlan,
  createApi,
  createPlan,
  createVersion,
  decideAccess,
  deleteApi,
  deleteGuide,
  grantPublishingRole,
  makeCurrent,
  publishRevision,
  revokeAccess,
  revokePublishingRole,
  setLifecycle,
  updateApi,
  updatePlan,
  writeGuide,
} from "#server/catalog/index.ts";
import type { Lifecycle, PublishedRevision } from "#server/catalog/schema.ts";
import { answer, answerFor } from "#server/platform/action.ts";
import type { Ctx } from "#server/platform/context.ts";

/** Does it, and lets the publisher's pages show it. */
function change<T>(work: (ctx: Ctx) => Promise<T>): Promise<Answer<T>> {
  return answer(async (ctx) => {
    const value = await work(ctx);
    refresh();
    return value;
  });
}

export async function createApiAction(
  orgId: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<unknown>> {
  return answerFor(orgId, async (ctx) => {
    const { slug } = await createApi(ctx, Object.fromEntries(form));
    redirect(routes.publishApi(slug));
  });
}

export async function updateApiAction(
  api: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<unknown>> {
  return change((ctx) => updateApi(ctx, { ...Object.fromEntries(form), api }));
}

export async function deleteApiAction(api: string): Promise<Answer<unknown>> {
  return answer(async (ctx) => {
    await deleteApi(ctx, { api });
    redirect(routes.publish());
  });
}

export async function createVersionAction(
  api: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<unknown>> {
  return answer(async (ctx) => {
    const { name } = await createVersion(ctx, { ...Object.fromEntries(form), api });
    redirect(routes.publishVersion(api, name));
  });
}

export async function setLifecycleAction(
  api: string,
  version: string,
  to: Lifecycle,
): Promise<Answer<unknown>> {
  return change((ctx) => setLifecycle(ctx, { api, version, lifecycle: to }));
}

export async function deprecateAction(
  api: string,
  version: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<unknown>> {
  return change((ctx) =>
    setLifecycle(ctx, { ...Object.fromEntries(form), api, version, lifecycle: "deprecated" }),
  );
}

export async function makeCurrentAction(
  api: string,
  version: string,
  number: number,
): Promise<Answer<unknown>> {
  return change((ctx) => makeCurrent(ctx, { api, version, number }));
}

export async function publishFromUrlAction(
  api: string,
  version: string,
  url: string,
  isStrict: boolean,
): Promise<Answer<PublishedRevision>> {
  return change((ctx) => publishRevision(ctx, { api, version, url, strict: isStrict }));
}

export async function createPlanAction(
  api: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<unknown>> {
  return change((ctx) => createPlan(ctx, { ...Object.fromEntries(form), apis: [api] }));
}

export async function updatePlanAction(
  planId: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<unknown>> {
  return change((ctx) => updatePlan(ctx, { ...Object.fromEntries(form), planId }));
}

export async function archivePlanAction(planId: string): Promise<Answer<unknown>> {
  return change((ctx) => archivePlan(ctx, { planId }));
}

export async function writeGuideAction(
  api: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<unknown>> {
  return change((ctx) => writeGuide(ctx, { ...Object.fromEntries(form), api }));
}

export async function deleteGuideAction(api: string, guide: string): Promise<Answer<unknown>> {
  return change((ctx) => deleteGuide(ctx, { api, guide }));
}

export async function addChangeAction(
  api: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<unknown>> {
  return change((ctx) => addChange(ctx, { ...Object.fromEntries(form), api }));
}

export async function decideAction(
  subscriptionId: string,
  decision: "approve" | "reject",
): Promise<Answer<unknown>> {
  return change((ctx) => decideSubscription(ctx, { subscriptionId, decision }));
}

export async function decideAccessAction(
  requestId: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<unknown>> {
  return change((ctx) => decideAccess(ctx, { ...Object.fromEntries(form), requestId }));
}

export async function revokeAccessAction(
  requestId: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<unknown>> {
  return change((ctx) => revokeAccess(ctx, { ...Object.fromEntries(form), requestId }));
}

export async function grantRoleAction(
  api: string,
  _previous: unknown,
  form: FormData,
): Promise<Answer<unknown>> {
  return change((ctx) => grantPublishingRole(ctx, { ...Object.fromEntries(form), api }));
}

export async function revokeRoleAction(grantId: string): Promise<Answer<unknown>> {
  return change((ctx) => revokePublishingRole(ctx, { grantId }));
}
