import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import type { RelayHostSummary } from "#server/console/schema.ts";

interface RelayHostTableProps {
  hosts: RelayHostSummary[];
  now: Date;
  /** Left out for those who only look. */
  remove: ((id: string) => Promise<Answer<unknown>>) | undefined;
}

/** The hosts that the console may call beside the documents' servers. */
export function RelayHostTable({ hosts, now, remove }: RelayHostTableProps) {
  return (
    <Table caption="Allowed hosts">
      <THead>
        <TR>
          <TH>Host</TH>
          <ActionsTH />
        </TR>
      </THead>
      <tbody>
        {hosts.map(({ id, pattern, by, createdAt }) => (
          <TR key={id}>
            <TD>
              <code className="font-medium break-all">{pattern}</code>
              <span className="block text-caption text-muted">
                Allowed by {by}, <RelativeTime at={createdAt} now={now} />
              </span>
            </TD>
            <TD className="text-right">
              {remove ? (
                <ConfirmButton
                  label="Remove"
                  fullLabel={`Remove ${pattern}`}
                  title={`Remove ${pattern}?`}
                  confirm="Remove host"
                  done={`${pattern} is no longer allowed`}
                  action={remove.bind(null, id)}
                >
                  Calls to it are refused from now on, unless the API's own document names it. You can allow
                  it again.
                </ConfirmButton>
              ) : null}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
