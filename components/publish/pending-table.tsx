import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import type { PendingSubscription } from "#server/apps/schema.ts";

interface PendingTableProps {
  pending: readonly PendingSubscription[];
  now: Date;
  decide: (subscriptionId: string, decision: "approve" | "reject") => Promise<Answer<unknown>>;
}

/** Who asks for access, and the two answers. */
export function PendingTable({ pending, now, decide }: PendingTableProps) {
  return (
    <Table caption="Subscriptions that wait for an answer">
      <THead>
        <TR>
          <TH>App</TH>
          <TH>Wants</TH>
          <TH>Asked</TH>
          <TH>
            <span className="sr-only">Answer</span>
          </TH>
        </TR>
      </THead>
      <tbody>
        {pending.map((request) => (
          <TR key={request.id}>
            <TD className="max-w-80">
              <p className="font-medium">{request.appName}</p>
              <p className="text-caption text-muted">{request.orgName}</p>
              {request.appDescription ? <p className="mt-1 text-sm">{request.appDescription}</p> : null}
            </TD>
            <TD>
              {request.planName}
              <p className="text-caption text-muted">{request.apis.map(({ name }) => name).join(", ")}</p>
            </TD>
            <TD className="whitespace-nowrap">
              <RelativeTime at={request.requestedAt} now={now} />
            </TD>
            <TD>
              {request.mayDecide ? (
                <span className="flex justify-end gap-2">
                  <ConfirmButton
                    label="Approve"
                    title={`Let ${request.appName} use ${request.planName}?`}
                    confirm="Approve"
                    fullLabel={`Approve ${request.appName}`}
                    done="Approved."
                    isHarmless
                    variant="primary"
                    action={decide.bind(null, request.id, "approve")}
                  >
                    Its credentials work from then on, within the plan's limits.
                  </ConfirmButton>
                  <ConfirmButton
                    label="Reject"
                    title={`Reject ${request.appName}?`}
                    confirm="Reject"
                    fullLabel={`Reject ${request.appName}`}
                    done="Rejected."
                    action={decide.bind(null, request.id, "reject")}
                  >
                    The request is closed. {request.orgName} may ask again.
                  </ConfirmButton>
                </span>
              ) : (
                <span className="text-caption text-muted">A reviewer answers</span>
              )}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
