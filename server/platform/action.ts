import { notFound, unstable_rethrow } from "next/navigation";
import type { Answer } from "#lib/answer.ts";
import { type Ctx, requireShown } from "./context.ts";
import { log } from "./log.ts";
import { Refusal } from "./refusal.ts";
import { currentContext } from "./session.ts";

/**
 * Runs a verb for a server action: refusals become plain data, Next's redirect() and notFound() pass through, and
 * whatever else is thrown is logged and reaches error.tsx.
 */
export async function answer<T>(work: (ctx: Ctx) => Promise<T>): Promise<Answer<T>> {
  const ctx = await currentContext();
  try {
    return { ok: true, value: await work(ctx) };
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof Refusal) {
      const { code, message, fields, detail } = error;
      return { ok: false, code, message, fields, detail };
    }
    log().error({ err: error, requestId: ctx.requestId }, "action failed");
    throw error;
  }
}

/** The same for what is done to the organisation as a whole, or made in it: the page says which one it showed. */
export function answerFor<T>(shownOrgId: string, work: (ctx: Ctx) => Promise<T>): Promise<Answer<T>> {
  return answer(async (ctx) => {
    requireShown(ctx, shownOrgId);
    return work(ctx);
  });
}

/** For pages: what does not exist, and what an address cannot name, becomes the 404 page. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal && (error.code === "not_found" || error.code === "invalid_input"))
      notFound();
    throw error;
  }
}
