import { type PlatformRole, platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import { searchCatalog } from "#server/catalog/index.ts";
import { listOrganisations, listUsers } from "#server/identity/index.ts";
import type { Ctx } from "#server/platform/context.ts";

interface Count {
  label: string;
  href: string;
  count: number;
  detail: string;
}

/** The figures of the overview that this role may know. */
export async function countPortal(ctx: Ctx, role: PlatformRole): Promise<Count[]> {
  const counts = await Promise.all([
    platformMay(role, "users.read") ? countUsers(ctx) : [],
    platformMay(role, "organisations.read") ? countOrganisations(ctx) : [],
    platformMay(role, "catalog.read") ? countApis(ctx) : [],
  ]);
  return counts.flat();
}

async function countUsers(ctx: Ctx): Promise<Count[]> {
  const [users, suspended] = await Promise.all([listUsers(ctx), listUsers(ctx, { status: "suspended" })]);
  const detail = `${suspended.total} suspended`;
  return [{ label: "Users", href: routes.adminUsers(), count: users.total, detail }];
}

async function countOrganisations(ctx: Ctx): Promise<Count[]> {
  const [all, publishers] = await Promise.all([
    listOrganisations(ctx),
    listOrganisations(ctx, { kind: "publisher" }),
  ]);
  const detail = `${publishers.total} may publish`;
  return [{ label: "Organisations", href: routes.adminOrganisations(), count: all.total, detail }];
}

async function countApis(ctx: Ctx): Promise<Count[]> {
  const { total } = await searchCatalog(ctx, { pageSize: 1 });
  return [{ label: "APIs", href: routes.adminApis(), count: total, detail: "in every state" }];
}
