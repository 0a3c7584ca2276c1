import { Badge } from "#components/ui/badge.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import { ACCESS_KIND_NAMES, type ReviewRow } from "#server/review/schema.ts";

type RowVerb = (rowId: string) => Promise<Answer<unknown>>;

interface ReviewRowsProps {
  rows: ReviewRow[];
  now: Date;
  confirm: RowVerb;
  withdraw: RowVerb;
}

/** The lines of a review, each with its decision or the two ways to decide. */
export function ReviewRows({ rows, now, confirm, withdraw }: ReviewRowsProps) {
  return (
    <Table caption="Access under review">
      <THead>
        <TR>
          <TH>Who has what</TH>
          <TH>In</TH>
          <TH>Since</TH>
          <TH>Last used</TH>
          <TH>Decision</TH>
        </TR>
      </THead>
      <tbody>
        {rows.map((row) => (
          <TR key={row.id}>
            <TD className="min-w-48">
              {row.personName ? (
                <span className="block font-medium break-words">{row.personName}</span>
              ) : null}
              <span className="block break-words">
                <span className="text-muted">{ACCESS_KIND_NAMES[row.kind]}:</span> {row.what}
              </span>
            </TD>
            <TD>{row.orgName || "the portal"}</TD>
            <TD>
              <RelativeTime at={row.since} now={now} />
              <span className="block text-caption break-words text-muted">by {row.byName}</span>
            </TD>
            <TD>{row.lastUsedAt ? <RelativeTime at={row.lastUsedAt} now={now} /> : "never"}</TD>
            <TD>
              <Decision row={row} now={now} />
              {row.isMine ? <Buttons row={row} confirm={confirm} withdraw={withdraw} /> : null}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}

function Decision({ row, now }: { row: ReviewRow; now: Date }) {
  if (!row.decision && row.isAboutMe)
    return <span className="text-caption text-muted">You cannot decide about yourself</span>;
  if (!row.decision) return row.isMine ? null : <Badge>Undecided</Badge>;
  return (
    <span className="mb-2 block">
      {row.decision === "confirmed" ? (
        <Badge tone="good">Confirmed</Badge>
      ) : (
        <Badge tone="danger">Withdrawn</Badge>
      )}
      <span className="mt-1 block text-caption text-muted">
        by {row.decidedByName}, {row.decidedAt ? <RelativeTime at={row.decidedAt} now={now} /> : null}
      </span>
    </span>
  );
}

function Buttons({ row, confirm, withdraw }: { row: ReviewRow; confirm: RowVerb; withdraw: RowVerb }) {
  const whose = row.personName || row.what;
  const what = `${ACCESS_KIND_NAMES[row.kind]}: ${row.what}`;
  return (
    <span className="flex flex-wrap gap-2">
      {row.decision === "confirmed" ? null : (
        <ConfirmButton
          label="Confirm"
          fullLabel={`Confirm ${whose}, ${what}`}
          title="Confirm that this is still needed?"
          confirm="Confirm access"
          done="Confirmed"
          isHarmless
          action={confirm.bind(null, row.id)}
        >
          {whose} keeps it. Your name stands beside the decision.
        </ConfirmButton>
      )}
      <ConfirmButton
        label="Withdraw"
        fullLabel={`Withdraw ${whose}, ${what}`}
        title="Take this access away?"
        confirm="Withdraw access"
        done="Withdrawn"
        action={withdraw.bind(null, row.id)}
      >
        {what} of {row.orgName || "the portal"} is taken away at once, and whom it concerns is told.
      </ConfirmButton>
    </span>
  );
}
