import { type Ctx, type MemberCaller, requireConfirmedRole } from "#server/platform/context.ts";
import { env } from "#server/platform/env.ts";
import { Refusal } from "#server/platform/refusal.ts";

/** Any signed-in person may call live servers; programs call them without the portal. */
export function requireConsoleUser(ctx: Ctx): MemberCaller {
  const caller = requireConfirmedRole(ctx, "viewer", "");
  if (caller.kind !== "member")
    throw new Refusal("not_allowed", "Calls from the documentation are made by people who signed in.");
  if (!env().CONSOLE_RELAY) {
    const message = "This portal does not call live servers. Use the sandbox, or call the API yourself.";
    throw new Refusal("not_allowed", message, {}, { reason: "relay_off" });
  }
  return caller;
}
