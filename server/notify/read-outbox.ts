import type { Ctx } from "#server/platform/context.ts";
import { reader } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { Refusal } from "#server/platform/refusal.ts";
import type { OutboxMailContent, OutboxMailSummary } from "./schema.ts";

const SUMMARY = {
  id: true,
  toAddress: true,
  template: true,
  subject: true,
  createdAt: true,
  sentAt: true,
  failedAt: true,
  lastError: true,
} as const;

/** Mails hold single-use links: they can be read only where DEV_MAIL says that nobody real gets any. */
function requireDevMail(): void {
  if (!env().DEV_MAIL) throw new Refusal("not_found", "This page does not exist.");
}

/** The newest mails of the outbox; only where DEV_MAIL is on. */
export async function listDevMails(ctx: Ctx): Promise<OutboxMailSummary[]> {
  requireDevMail();
  const rows = await reader(ctx).outboxMail.findMany({
    select: SUMMARY,
    orderBy: { createdAt: "desc" },
    take: 50,
  });
  return rows.map(({ toAddress, ...row }) => ({ ...row, to: toAddress }));
}

/** One mail with what it says; only where DEV_MAIL is on. */
export async function getDevMail(ctx: Ctx, id: string): Promise<OutboxMailContent> {
  requireDevMail();
  const row = await reader(ctx).outboxMail.findUnique({
    where: { id },
    select: { ...SUMMARY, text: true, html: true },
  });
  if (!row) throw new Refusal("not_found", "This mail does not exist.");
  const { toAddress, ...rest } = row;
  return { ...rest, to: toAddress };
}
