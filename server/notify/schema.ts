import { z } from "zod";
import { normaliseAddress, PLAIN_ADDRESS } from "#lib/mail-address.ts";

/** Where the outbox tells the worker that there is something to send. */
export const MAIL_CHANNEL = "portico_mail";

/** A plain address in the one spelling that lib/mail-address.ts gives it: no name, no quotes, no list, no line break. */
export const MailAddress = z
  .string()
  .overwrite((text) => normaliseAddress(text) ?? text)
  .regex(PLAIN_ADDRESS, "Enter an e-mail address, such as ada@example.com.");

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
