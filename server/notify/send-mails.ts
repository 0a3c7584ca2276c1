import { createTransport, type Transporter } from "nodemailer";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "#server/platform/clock.ts";
import { type Tx, transact } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { log } from "#server/platform/log.ts";

const LEASE_MS = 10 * MINUTE_MS;
const BATCH = 10;
/** Waits after each failed attempt; after the last the mail counts as failed. */
const RETRY_AFTER_MS = [10 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 8 * HOUR_MS];

interface LeasedMail {
  id: string;
  toAddress: string;
  subject: string;
  text: string;
  html: string;
  attempts: number;
}

let transport: Transporter | undefined;

export function mailTransport(smtpUrl: string): Transporter {
  return createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10 * SECOND_MS,
    greetingTimeout: 10 * SECOND_MS,
    socketTimeout: 30 * SECOND_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/**
 * Sends what is due and answers how many were sent. Each mail is leased first, so that several workers share the
 * outbox; one that dies while sending leaves its mails to be sent again when the lease ends. Does nothing without SMTP.
 */
export async function sendDueMails(
  now: Date,
  options: { tx?: Tx; transport?: Transporter } = {},
): Promise<number> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (SMTP_URL) transport ??= mailTransport(SMTP_URL);
  const via = options.transport ?? transport;
  if (!via) return 0;
  let sent = 0;
  for (;;) {
    const mails = await transact(options, (tx) => lease(tx, now));
    for (const mail of mails) {
      try {
        await via.sendMail({
          from: MAIL_FROM,
          to: { name: "", address: mail.toAddress },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: `<${mail.id}@${new URL(env().PUBLIC_URL).hostname}>`,
          headers: { "Auto-Submitted": "auto-generated" },
        });
        await transact(options, (tx) => markSent(tx, mail.id, now));
        sent += 1;
      } catch (error) {
        log().warn({ err: error, mailId: mail.id }, "mail not sent");
        await transact(options, (tx) => markFailed(tx, mail, reasonOf(error), now));
      }
    }
    if (mails.length < BATCH) return sent;
  }
}

async function lease(tx: Tx, now: Date): Promise<LeasedMail[]> {
  const due = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "OutboxMail"
    WHERE "sentAt" IS NULL AND "failedAt" IS NULL
      AND "nextAttemptAt" <= ${now.toISOString()}::timestamp
      AND ("leaseUntil" IS NULL OR "leaseUntil" < ${now.toISOString()}::timestamp)
    ORDER BY "nextAttemptAt" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
  if (due.length === 0) return [];
  return tx.outboxMail.updateManyAndReturn({
    where: { id: { in: due.map(({ id }) => id) } },
    data: { leaseUntil: new Date(now.getTime() + LEASE_MS), attempts: { increment: 1 } },
    select: { id: true, toAddress: true, subject: true, text: true, html: true, attempts: true },
  });
}

async function markSent(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.outboxMail.update({
    where: { id },
    data: { sentAt: now, leaseUntil: null, lastError: null, text: "", html: "" },
  });
}

async function markFailed(tx: Tx, mail: LeasedMail, reason: string, now: Date): Promise<void> {
  const waitMs = RETRY_AFTER_MS[mail.attempts - 1];
  const next = waitMs === undefined ? { failedAt: now } : { nextAttemptAt: new Date(now.getTime() + waitMs) };
  await tx.outboxMail.update({
    where: { id: mail.id },
    data: { ...next, leaseUntil: null, lastError: reason },
  });
}

/** Whatever the server said, without the addresses and links it may have quoted. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : "Unknown error";
  return text.replace(/\S+@\S+|https?:\/\/\S+/g, "…").slice(0, 300);
}
