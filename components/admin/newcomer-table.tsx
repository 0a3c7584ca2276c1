import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import type { WaitingPerson } from "#server/identity/schema.ts";

type Decide = (userId: string) => Promise<Answer<unknown>>;

interface NewcomerTableProps {
  people: WaitingPerson[];
  now: Date;
  approve: Decide;
  decline: Decide;
  mayDecide: boolean;
}

/** Who waits to be let in, each with both answers. */
export function NewcomerTable({ people, now, approve, decline, mayDecide }: NewcomerTableProps) {
  return (
    <Table caption="Waiting people">
      <THead>
        <TR>
          <TH>Person</TH>
          <TH>Signed up</TH>
          <ActionsTH />
        </TR>
      </THead>
      <tbody>
        {people.map(({ id, email, name, createdAt }) => (
          <TR key={id}>
            <TD>
              <span className="block font-medium">{name}</span>
              <span className="block text-caption break-all text-muted">{email}</span>
            </TD>
            <TD>
              <RelativeTime at={createdAt} now={now} />
            </TD>
            <TD>
              {mayDecide ? (
                <span className="flex justify-end gap-2">
                  <ConfirmButton
                    label="Let in"
                    fullLabel={`Let in ${email}`}
                    title={`Let in ${email}?`}
                    confirm="Let in"
                    done={`${email} was let in and told`}
                    isHarmless
                    action={approve.bind(null, id)}
                  >
                    They can sign in from now on. A mail tells them.
                  </ConfirmButton>
                  <ConfirmButton
                    label="Turn away"
                    fullLabel={`Turn away ${email}`}
                    title={`Turn away ${email}?`}
                    confirm="Turn away"
                    done={`${email} was turned away and told`}
                    variant="quiet"
                    action={decline.bind(null, id)}
                  >
                    Their account is deleted before it began, and a mail tells them. They may sign up again.
                  </ConfirmButton>
                </span>
              ) : null}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
