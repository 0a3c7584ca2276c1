import type { Tx } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { newId } from "#server/platform/ids.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { renderMail } from "./render-mail.ts";
import { MAIL_CHANNEL, MailAddress } from "./schema.ts";
import { type TemplateData, type TemplateName, templates } from "./templates.ts";

interface MailDraft<N extends TemplateName> {
  to: string;
  template: N;
  data: TemplateData<N>;
  now: Date;
}

/** Puts a mail into the outbox of this transaction: it is sent if, and only if, the transaction commits. */
export async function queueMail<N extends TemplateName>(
  tx: Tx,
  { to, template, data, now }: MailDraft<N>,
): Promise<void> {
  const address = MailAddress.safeParse(to);
  if (!address.success)
    throw new Refusal("invalid_input", "This is not an e-mail address.", { email: "Not an e-mail address." });
  const brand = await tx.brand.findUnique({ where: { id: "portal" }, select: { name: true } });
  const portal = brand?.name ?? "Portico";
  const mail = renderMail(templates[template].write(data, portal), portal, env().PUBLIC_URL);
  await tx.outboxMail.create({
    data: {
      id: newId("mail", now),
      toAddress: address.data,
      template,
      ...mail,
      createdAt: now,
      nextAttemptAt: now,
    },
  });
  await tx.$executeRaw`SELECT pg_notify(${MAIL_CHANNEL}, '')`;
}
