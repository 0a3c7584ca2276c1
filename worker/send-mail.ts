import { sendDueMails } from "#server/notify/index.ts";
import { MAIL_CHANNEL } from "#server/notify/schema.ts";
import { SECOND_MS } from "#server/platform/clock.ts";
import type { Job } from "./job.ts";

export const sendMail: Job = {
  name: "send-mail",
  everyMs: 10 * SECOND_MS,
  wakeOn: MAIL_CHANNEL,
  async run({ now }) {
    await sendDueMails(now);
  },
};
