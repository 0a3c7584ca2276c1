import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import type { AnySession } from "#server/identity/schema.ts";
import { PlatformRoleBadge } from "./platform-role-badge.tsx";

interface AnySessionTableProps {
  sessions: AnySession[];
  now: Date;
  endOne: (userId: string, sessionId: string) => Promise<Answer<unknown>>;
  endAll: (userId: string) => Promise<Answer<unknown>>;
}

/** Where anybody is signed in, with the way out of one session or of all of its person. */
export function AnySessionTable({ sessions, now, endOne, endAll }: AnySessionTableProps) {
  return (
    <Table caption="Sessions">
      <THead>
        <TR>
          <TH>Person</TH>
          <TH>Device</TH>
          <TH>Second factor</TH>
          <TH>Last seen</TH>
          <TH>Signed in</TH>
          <ActionsTH />
        </TR>
      </THead>
      <tbody>
        {sessions.map((session) => (
          <TR key={session.id}>
            <TD className="min-w-48">
              <span className="flex flex-wrap items-center gap-2">
                <Link href={routes.adminUser(session.user.id)} className="font-medium hover:underline">
                  {session.user.name}
                </Link>
                <PlatformRoleBadge role={session.user.platformRole} />
              </span>
              <span className="block text-caption break-all text-muted">{session.user.email}</span>
            </TD>
            <TD>
              <span className="flex flex-wrap items-center gap-2">
                {session.device}
                {session.isCurrent ? <Badge tone="good">This one</Badge> : null}
              </span>
              <span className="block font-mono text-caption text-muted">
                {session.address || "unknown address"}
              </span>
            </TD>
            <TD>
              {session.secondFactors.length > 0 ? (
                session.secondFactors.join(", ")
              ) : (
                <span className="text-muted">none</span>
              )}
            </TD>
            <TD>
              <RelativeTime at={session.lastSeenAt} now={now} />
            </TD>
            <TD>
              <RelativeTime at={session.createdAt} now={now} />
            </TD>
            <TD className="text-right">
              {session.mayEnd ? <Ends session={session} endOne={endOne} endAll={endAll} /> : null}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}

type EndsProps = Pick<AnySessionTableProps, "endOne" | "endAll"> & { session: AnySession };

function Ends({ session: { id, device, user }, endOne, endAll }: EndsProps) {
  return (
    <span className="inline-flex flex-wrap justify-end gap-2">
      <ConfirmButton
        label="End"
        fullLabel={`End the session of ${user.name} on ${device}`}
        title={`End the session of ${user.name} on ${device}?`}
        confirm="End session"
        done="Session ended"
        action={endOne.bind(null, user.id, id)}
      >
        Whoever uses it has to sign in again. {user.name} gets a mail.
      </ConfirmButton>
      <ConfirmButton
        label="End all"
        fullLabel={`End all sessions of ${user.name}`}
        title={`End all sessions of ${user.name}?`}
        confirm="End all sessions"
        done={`${user.name} is signed out everywhere`}
        action={endAll.bind(null, user.id)}
      >
        They have to sign in again on every device, and get a mail. Their access tokens stay.
      </ConfirmButton>
    </span>
  );
}
