import { Badge } from "#components/ui/badge.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import { PUBLISHING_ROLE_WORDS } from "#lib/publishing-permissions.ts";
import type { PublishingPerson } from "#server/catalog/schema.ts";

interface PeopleTableProps {
  people: readonly PublishingPerson[];
  apiName: string;
  /** Takes back what was granted; left out for those who may not. */
  revoke?: (grantId: string) => () => Promise<Answer<unknown>>;
}

/** Who may do what for an API, and by what. */
export function PeopleTable({ people, apiName, revoke }: PeopleTableProps) {
  return (
    <Table caption={`People of ${apiName}`}>
      <THead>
        <TR>
          <TH>Person</TH>
          <TH>For this API</TH>
          <TH>Because</TH>
        </TR>
      </THead>
      <tbody>
        {people.map(({ userId, name, email, orgRole, role, grants }) => (
          <TR key={userId}>
            <TD className="min-w-40">
              <p className="font-medium">{name}</p>
              <p className="text-caption break-all text-muted">{email}</p>
            </TD>
            <TD>
              <Badge tone={role === "reader" ? "neutral" : "note"}>{PUBLISHING_ROLE_WORDS[role]}</Badge>
            </TD>
            <TD className="min-w-56">
              <p className="text-sm text-muted">
                <span className="capitalize">{orgRole}</span> of the organisation
                {orgRole === "developer" && role === "reader" ? ", outside the team that owns it" : null}
              </p>
              {grants.map((grant) => (
                <p key={grant.id} className="mt-1 flex flex-wrap items-center gap-2 text-sm">
                  <span>
                    Named {PUBLISHING_ROLE_WORDS[grant.role].toLowerCase()} of{" "}
                    {grant.isForAll ? "every API" : "this API"}
                  </span>
                  {revoke ? (
                    <ConfirmButton
                      label="Take back"
                      fullLabel={`Take back the role of ${name}`}
                      title={`Take back the role of ${name}?`}
                      confirm="Take back"
                      done="Taken back."
                      action={revoke(grant.id)}
                    >
                      What their role in the organisation allows stays. They are told by mail.
                    </ConfirmButton>
                  ) : null}
                </p>
              ))}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
