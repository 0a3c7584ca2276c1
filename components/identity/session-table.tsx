import { Badge } from "#components/ui/badge.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import type { SessionSummary } from "#server/identity/schema.ts";

interface SessionTableProps {
  sessions: SessionSummary[];
  now: Date;
  /** Left out for those who only look. */
  revoke?: ((sessionId: string) => Promise<Answer<unknown>>) | undefined;
}

/** Where a person is signed in, each with its way out. */
export function SessionTable({ sessions, now, revoke }: SessionTableProps) {
  return (
    <Table caption="Sessions">
      <THead>
        <TR>
          <TH>Device</TH>
          <TH>Address</TH>
          <TH>Last seen</TH>
          <TH>Signed in</TH>
          <ActionsTH />
        </TR>
      </THead>
      <tbody>
        {sessions.map((session) => (
          <TR key={session.id}>
            <TD>
              <span className="flex flex-wrap items-center gap-2">
                {session.device}
                {session.isCurrent ? <Badge tone="good">This one</Badge> : null}
              </span>
            </TD>
            <TD className="font-mono text-caption">{session.address || "unknown"}</TD>
            <TD>
              <RelativeTime at={session.lastSeenAt} now={now} />
            </TD>
            <TD>
              <RelativeTime at={session.createdAt} now={now} />
            </TD>
            <TD className="text-right">
              {session.isCurrent || !revoke ? null : (
                <ConfirmButton
                  label="End"
                  fullLabel={`End the session on ${session.device}`}
                  title={`End the session on ${session.device}?`}
                  confirm="End session"
                  done="Session ended"
                  action={revoke.bind(null, session.id)}
                >
                  Whoever uses it has to sign in again. Nothing else is lost.
                </ConfirmButton>
              )}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
