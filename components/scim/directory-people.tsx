import { UsersRound } from "lucide-react";
import Link from "next/link";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { routes } from "#lib/routes.ts";
import type { ProvisionedPerson, Standing } from "#server/scim/schema.ts";

const STANDING: Record<Standing, { word: string; tone: Tone }> = {
  member: { word: "Member", tone: "good" },
  invited: { word: "Invited", tone: "attention" },
  inactive: { word: "Not a member", tone: "neutral" },
};

interface DirectoryPeopleProps {
  people: ProvisionedPerson[];
  counts: Record<Standing, number>;
  now: Date;
}

/** Whom the directory has named, those changed last before the others. */
export function DirectoryPeople({ people, counts, now }: DirectoryPeopleProps) {
  if (people.length === 0) {
    return (
      <EmptyState icon={<UsersRound />} title="The directory has named nobody yet">
        Make a token, enter it with the address in your directory, and assign people there. They appear here.
      </EmptyState>
    );
  }
  const total = counts.member + counts.invited + counts.inactive;
  return (
    <Panel
      title="People from the directory"
      lead={`Members ${counts.member}, invited ${counts.invited}, not members ${counts.inactive}.${
        total > people.length ? ` The ${people.length} changed last:` : ""
      }`}
      isFlush
    >
      <Table caption="People from the directory" className="rounded-t-none border-0">
        <THead>
          <TR>
            <TH>User name</TH>
            <TH>Stands as</TH>
            <TH>Changed</TH>
          </TR>
        </THead>
        <tbody>
          {people.map(({ id, userName, userId, standing, changedAt }) => (
            <TR key={id}>
              <TD className="break-all">
                {userId ? (
                  <Link
                    href={routes.organisationMember(userId)}
                    className="text-accent underline underline-offset-2"
                  >
                    {userName}
                  </Link>
                ) : (
                  userName
                )}
              </TD>
              <TD>
                <Badge tone={STANDING[standing].tone}>{STANDING[standing].word}</Badge>
              </TD>
              <TD>
                <RelativeTime at={changedAt} now={now} />
              </TD>
            </TR>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
