import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Answer } from "#lib/answer.ts";
import type { JoinRequestSummary } from "#server/joining/schema.ts";

interface JoinRequestListProps {
  requests: JoinRequestSummary[];
  now: Date;
  decide: (requestId: string, decision: "approve" | "refuse") => Promise<Answer<unknown>>;
}

/** Who asks to be let in, by an address at one of the organisation's domains. */
export function JoinRequestList({ requests, now, decide }: JoinRequestListProps) {
  if (requests.length === 0) return null;
  return (
    <Panel
      id="join-requests"
      title="Asking to join"
      lead="Each has confirmed an address at one of your domains."
      className="mb-8"
    >
      <ul aria-label="Requests to join" className="flex flex-col">
        {requests.map(({ id, name, email, createdAt }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-rule py-2.5 last:border-0"
          >
            <div className="min-w-0">
              <p className="text-sm font-medium break-words">{name}</p>
              <p className="text-caption break-all text-muted">
                {email}, <RelativeTime at={createdAt} now={now} />
              </p>
            </div>
            <span className="flex flex-wrap gap-2">
              <ConfirmButton
                label="Let in"
                fullLabel={`Let in ${name}`}
                title={`Let ${name} in?`}
                confirm="Let in"
                done={`${name} is a member now`}
                variant="primary"
                isHarmless
                action={decide.bind(null, id, "approve")}
              >
                They become a member in the role and team that the domain gives, and get a mail.
              </ConfirmButton>
              <ConfirmButton
                label="Refuse"
                fullLabel={`Refuse ${name}`}
                title={`Refuse ${name}?`}
                confirm="Refuse"
                done={`${name} was refused`}
                action={decide.bind(null, id, "refuse")}
              >
                They get a mail, and may ask again after a day.
              </ConfirmButton>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
