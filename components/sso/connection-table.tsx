import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import type { ConnectionSummary } from "#server/sso/schema.ts";

interface ConnectionTableProps {
  connections: ConnectionSummary[];
  now: Date;
  disconnect: (connectionId: string) => Promise<Answer<unknown>>;
}

/** A person's accounts at other houses, each with its way out. */
export function ConnectionTable({ connections, now, disconnect }: ConnectionTableProps) {
  return (
    <Table caption="Connected accounts">
      <THead>
        <TR>
          <TH>Account</TH>
          <TH>Last used</TH>
          <ActionsTH />
        </TR>
      </THead>
      <tbody>
        {connections.map(({ id, providerName, email, linkedAt, lastUsedAt }) => (
          <TR key={id}>
            <TD>
              <span className="font-medium">{providerName}</span>
              <span className="block text-caption break-all text-muted">
                {email ?? "no address"}, connected <RelativeTime at={linkedAt} now={now} />
              </span>
            </TD>
            <TD>{lastUsedAt ? <RelativeTime at={lastUsedAt} now={now} /> : "never"}</TD>
            <TD className="text-right">
              <ConfirmButton
                label="Disconnect"
                fullLabel={`Disconnect ${providerName}`}
                title={`Disconnect ${providerName}?`}
                confirm="Disconnect"
                done={`${providerName} is disconnected`}
                action={disconnect.bind(null, id)}
              >
                It no longer lets you in here, and memberships that it gave you end. You can connect it again.
              </ConfirmButton>
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
