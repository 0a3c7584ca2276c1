import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";

interface OwnedThing {
  id: string;
  name: string;
  href?: string;
  teamId: string;
  /** What is worth knowing of it: "Suspended", "On request". */
  state: ReactNode;
  createdAt: Date;
}

interface OwnedTableProps {
  /** "Apps". */
  caption: string;
  things: OwnedThing[];
  teams: { id: string; name: string }[];
  now: Date;
}

/** What an organisation owns, and which of its teams. */
export function OwnedTable({ caption, things, teams, now }: OwnedTableProps) {
  const nameOf = new Map(teams.map(({ id, name }) => [id, name]));
  return (
    <Table caption={caption}>
      <THead>
        <TR>
          <TH>Name</TH>
          <TH>Team</TH>
          <TH>State</TH>
          <TH>Since</TH>
        </TR>
      </THead>
      <tbody>
        {things.map(({ id, name, href, teamId, state, createdAt }) => (
          <TR key={id}>
            <TD>
              {href ? (
                <Link href={href} className="font-medium hover:underline">
                  {name}
                </Link>
              ) : (
                <span className="font-medium">{name}</span>
              )}
              <span className="block font-mono text-xs text-faint">{id}</span>
            </TD>
            <TD>{nameOf.get(teamId)}</TD>
            <TD>{state}</TD>
            <TD>
              <RelativeTime at={createdAt} now={now} />
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
