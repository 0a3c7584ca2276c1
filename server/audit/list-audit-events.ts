import { isAllowed } from "#lib/organisation-permissions.ts";
import { platformMay } from "#lib/platform-permissions.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { DAY_MS } from "#server/platform/clock.ts";
import { type Ctx, requirePerson } from "#server/platform/context.ts";
import { reader, type Tx } from "#server/platform/db.ts";
import { read } from "#server/platform/read.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { type AuditEventSummary, type AuditFilters, type AuditPage, ListAuditEventsInput } from "./schema.ts";

const PAGE_SIZE = 50;

/** What was done, newest first: everything for the portal's administrators, their own organisation's for its owners and admins. */
export async function listAuditEvents(ctx: Ctx, raw: unknown = {}): Promise<AuditPage> {
  return findPage(ctx, read(ListAuditEventsInput, raw), PAGE_SIZE);
}

/** Every event that fits, page by page, so that a log of any size can be streamed. Who may is checked before the first. */
export async function* walkAuditEvents(ctx: Ctx, raw: unknown): AsyncGenerator<AuditEventSummary[]> {
  const filters = read(ListAuditEventsInput, raw);
  let cursor: string | undefined;
  do {
    const page: AuditPage = await findPage(ctx, { ...filters, cursor }, 1_000);
    yield page.rows;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** The actions that have ever been recorded, for the filter; only for who may list. */
export async function listAuditActions(ctx: Ctx): Promise<string[]> {
  const rows = await reader(ctx).auditEvent.groupBy({
    by: ["action"],
    where: tenantOf(ctx),
    orderBy: { action: "asc" },
  });
  return rows.map(({ action }) => action);
}

function tenantOf(ctx: Ctx): Prisma.AuditEventWhereInput {
  const caller = requirePerson(ctx);
  if (caller.kind === "member" && platformMay(caller.platformRole, "audit.read")) return {};
  if (caller.kind === "member" && isAllowed(caller.role, "read_activity")) return { orgId: caller.orgId };
  throw new Refusal(
    "not_allowed",
    "Only an administrator of the portal, or an owner or admin for their own organisation, may read the audit log.",
  );
}

async function findPage(ctx: Ctx, filters: AuditFilters, size: number): Promise<AuditPage> {
  const tenant = tenantOf(ctx);
  const tx = reader(ctx);
  const rows = await tx.auditEvent.findMany({
    where: { AND: [tenant, ...conditionsOf(filters), ...afterCursor(filters.cursor)] },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: size + 1,
  });
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const names = await namesOf(
    tx,
    shown.flatMap(({ orgId }) => orgId ?? []),
  );
  return {
    rows: shown.map(({ detail, ...row }) => ({
      ...row,
      orgName: row.orgId ? (names.get(row.orgId) ?? null) : null,
      detail: isRecord(detail) ? detail : {},
    })),
    nextCursor: rows.length > size && last ? `${last.at.getTime()}.${last.id}` : null,
  };
}

function conditionsOf({ actor, action, target, org, from, to }: AuditFilters): Prisma.AuditEventWhereInput[] {
  const part = (text: string) => ({ contains: text, mode: "insensitive" }) as const;
  return [
    ...(actor ? [{ OR: [{ actorLabel: part(actor) }, { actorId: actor }] }] : []),
    ...(action ? [{ action: action.includes(".") ? action : { startsWith: `${action}.` } }] : []),
    ...(target ? [{ OR: [{ targetName: part(target) }, { target }] }] : []),
    ...(org ? [{ orgId: org }] : []),
    ...(from ? [{ at: { gte: new Date(`${from}T00:00:00Z`) } }] : []),
    ...(to ? [{ at: { lt: new Date(new Date(`${to}T00:00:00Z`).getTime() + DAY_MS) } }] : []),
  ];
}

function afterCursor(cursor: string | undefined): Prisma.AuditEventWhereInput[] {
  const [, time, id] = /^(\d{1,15})\.(aud_\w+)$/.exec(cursor ?? "") ?? [];
  if (!time || !id) return [];
  const at = new Date(Number(time));
  return [{ OR: [{ at: { lt: at } }, { at, id: { lt: id } }] }];
}

async function namesOf(tx: Tx, orgIds: string[]): Promise<Map<string, string>> {
  const orgs = await tx.organisation.findMany({
    where: { id: { in: [...new Set(orgIds)] } },
    select: { id: true, name: true },
  });
  return new Map(orgs.map(({ id, name }) => [id, name]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
