import { env } from "#server/platform/env.ts";
import { listen } from "#server/platform/listen.ts";
import { serve } from "#server/platform/serve.ts";
import { checkRollUpJob } from "./check-roll-up.ts";
import { endExpiredViewsJob } from "./end-expired-views.ts";
import { expireAccessJob } from "./expire-access.ts";
import { type Job, startJob } from "./job.ts";
import { measurePopularityJob } from "./measure-popularity.ts";
import { pruneCallsJob } from "./prune-calls.ts";
import { pruneDocumentsJob } from "./prune-documents.ts";
import { pruneIdempotencyJob } from "./prune-idempotency.ts";
import { pruneMail } from "./prune-mail.ts";
import { pruneSignInsJob } from "./prune-sign-ins.ts";
import { pruneTokensJob } from "./prune-tokens.ts";
import { recheckDomainsJob } from "./recheck-domains.ts";
import { refreshSearchJob } from "./refresh-search.ts";
import { sendMail } from "./send-mail.ts";
import { warnExpiringTokensJob } from "./warn-expiring-tokens.ts";

const JOBS: Job[] = [
  sendMail,
  pruneMail,
  pruneSignInsJob,
  warnExpiringTokensJob,
  pruneCallsJob,
  pruneTokensJob,
  pruneDocumentsJob,
  pruneIdempotencyJob,
  checkRollUpJob,
  measurePopularityJob,
  refreshSearchJob,
  expireAccessJob,
  recheckDomainsJob,
  endExpiredViewsJob,
];

const running = JOBS.map((job) => ({ job, handle: startJob(job) }));
const channels = JOBS.flatMap(({ wakeOn }) => wakeOn ?? []);
const wakeAll = (): void => {
  for (const { job, handle } of running) if (job.wakeOn) handle.wake();
};
const listening = listen(
  channels,
  (channel) => {
    for (const { job, handle } of running) if (job.wakeOn === channel) handle.wake();
  },
  wakeAll,
);

serve({
  name: "worker",
  port: env().WORKER_PORT,
  handler: (_request, response) => {
    response
      .writeHead(404, { "content-type": "text/plain; charset=utf-8" })
      .end("The worker serves /healthz and /readyz only.\n");
  },
  onStop: async () => {
    await listening.close();
    await Promise.all(running.map(({ handle }) => handle.stop()));
  },
});
