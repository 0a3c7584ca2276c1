export { pruneOutbox } from "./prune-outbox.ts";
export { queueMail } from "./queue-mail.ts";
export { getDevMail, listDevMails } from "./read-outbox.ts";
export { sendDueMails } from "./send-mails.ts";
export type { TemplateData, TemplateName } from "./templates.ts";
