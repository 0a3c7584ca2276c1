import { Badge } from "#components/ui/badge.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Answer } from "#lib/answer.ts";
import type { InvitationSummary } from "#server/identity/schema.ts";

interface InvitationListProps {
  invitations: InvitationSummary[];
  now: Date;
  revoke: (invitationId: string) => Promise<Answer<unknown>>;
}

/** Who was invited and has not come yet. */
export function InvitationList({ invitations, now, revoke }: InvitationListProps) {
  if (invitations.length === 0) return null;
  return (
    <section aria-labelledby="open-invitations" className="mt-6 border-t border-rule pt-4">
      <h3 id="open-invitations" className="mb-2 text-sm font-semibold">
        Waiting for an answer
      </h3>
      <ul className="flex flex-col">
        {invitations.map(({ id, email, role, teamName, invitedByName, createdAt, isExpired }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-rule py-2.5 last:border-0"
          >
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-2 text-sm font-medium break-all">
                {email}
                {isExpired ? <Badge tone="attention">Expired</Badge> : null}
              </p>
              <p className="text-caption text-muted">
                as {role}
                {teamName ? ` in ${teamName}` : ""}, by {invitedByName},{" "}
                <RelativeTime at={createdAt} now={now} />
              </p>
            </div>
            <ConfirmButton
              label="Take back"
              fullLabel={`Take back the invitation of ${email}`}
              title={`Take back the invitation of ${email}?`}
              confirm="Take it back"
              done="The invitation was taken back"
              action={revoke.bind(null, id)}
            >
              The mailed link stops working. You can invite the same address again.
            </ConfirmButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
