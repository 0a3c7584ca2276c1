import type { Ctx } from "#server/platform/context.ts";
import { currentContext } from "#server/platform/session.ts";

/** For what is made for anybody alike: sees what a visitor sees, whoever asks. */
export async function visitorContext(): Promise<Ctx> {
  return { ...(await currentContext()), caller: { kind: "visitor" } };
}
