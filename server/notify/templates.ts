import type { z } from "zod";
import { accountMails } from "./templates/account.ts";
import { apiMails } from "./templates/api.ts";
import { credentialMails } from "./templates/credential.ts";
import { organisationMails } from "./templates/organisation.ts";
import { waysInMails } from "./templates/ways-in.ts";

export type { MailBody } from "./templates/template.ts";

/** Every mail Portico sends. */
export const templates = {
  ...accountMails,
  ...waysInMails,
  ...organisationMails,
  ...credentialMails,
  ...apiMails,
};

export type TemplateName = keyof typeof templates;
export type TemplateData<N extends TemplateName> = z.input<(typeof templates)[N]["data"]>;
