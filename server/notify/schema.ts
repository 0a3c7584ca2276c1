import { z } from "zod";

/** Where the outbox tells the worker that there is something to send. */
export const MAIL_CHANNEL = "portico_mail";

/** A plain address: no display name, no quotes, no list, no line break; lower-cased. */
export const MailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("Enter an e-mail address, such as ada@example.com."));

export interface OutboxMailSummary {
  id: string;
  to: string;
  template: string;
  subject: string;
  createdAt: Date;
  sentAt: Date | null;
  failedAt: Date | null;
  lastError: string | null;
}

export interface OutboxMailContent extends OutboxMailSummary {
  text: string;
  html: string;
}
