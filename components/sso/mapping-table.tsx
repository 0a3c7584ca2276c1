import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { Answer } from "#lib/answer.ts";
import type { ClaimMappingSummary } from "#server/sso/schema.ts";

interface MappingTableProps {
  mappings: ClaimMappingSummary[];
  /** Left out for those who only look. */
  remove: ((mappingId: string) => Promise<Answer<unknown>>) | undefined;
}

/** Which claim leads where. */
export function MappingTable({ mappings, remove }: MappingTableProps) {
  return (
    <Table caption="Mappings">
      <THead>
        <TR>
          <TH>Claim</TH>
          <TH>Leads to</TH>
          <ActionsTH />
        </TR>
      </THead>
      <tbody>
        {mappings.map(({ id, claim, value, orgName, teamName, role }) => (
          <TR key={id}>
            <TD>
              <code className="break-all">
                {claim} = {value}
              </code>
            </TD>
            <TD>
              {orgName}
              {teamName ? `, team ${teamName}` : ""}, as {role}
            </TD>
            <TD className="text-right">
              {remove ? (
                <ConfirmButton
                  label="Remove"
                  fullLabel={`Remove the mapping of ${claim} = ${value}`}
                  title="Remove this mapping?"
                  confirm="Remove mapping"
                  done="Mapping removed"
                  action={remove.bind(null, id)}
                >
                  Memberships that it gave end when each person signs in next.
                </ConfirmButton>
              ) : null}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
