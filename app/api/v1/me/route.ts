import { requirePerson } from "#server/platform/context.ts";
import { endpoint } from "#server/platform/endpoint.ts";
import { getMe } from "../_contracts/catalog.ts";

export const GET = endpoint(getMe, async (ctx) => {
  const caller = requirePerson(ctx);
  return { ...caller, scopes: caller.kind === "token" ? caller.scopes : null };
});
