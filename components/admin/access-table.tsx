import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { routes } from "#lib/routes.ts";
import { ACCESS_KIND_NAMES, type AccessRow } from "#server/review/schema.ts";

/** Who can reach what, since when, by whose hand, and when it was last used. */
export function AccessTable({ rows, now }: { rows: AccessRow[]; now: Date }) {
  return (
    <Table caption="Access">
      <THead>
        <TR>
          <TH>Who</TH>
          <TH>Has</TH>
          <TH>In</TH>
          <TH>Since</TH>
          <TH>By whose hand</TH>
          <TH>Last used</TH>
        </TR>
      </THead>
      <tbody>
        {rows.map((row) => (
          <TR key={`${row.kind}/${row.ref}`}>
            <TD className="min-w-44">
              <Holder row={row} />
            </TD>
            <TD className="min-w-40">
              <span className="block text-caption text-muted">{ACCESS_KIND_NAMES[row.kind]}</span>
              <span className="block font-medium break-words">{row.what}</span>
              {row.detail ? <span className="block text-caption break-words">{row.detail}</span> : null}
            </TD>
            <TD>
              {row.org ? (
                <Link href={routes.adminOrganisation(row.org.id)} className="hover:underline">
                  {row.org.name}
                </Link>
              ) : (
                "the portal"
              )}
            </TD>
            <TD>
              <RelativeTime at={row.since} now={now} />
            </TD>
            <TD className="break-words">{row.byName}</TD>
            <TD>{row.lastUsedAt ? <RelativeTime at={row.lastUsedAt} now={now} /> : "never"}</TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}

/** A person, or the app that holds a credential. */
function Holder({ row: { person, detail } }: { row: AccessRow }) {
  if (!person) return <span>{detail.split(", ")[0]}</span>;
  return (
    <>
      <span className="flex flex-wrap items-center gap-2">
        <Link href={routes.adminUser(person.id)} className="font-medium hover:underline">
          {person.name}
        </Link>
        {person.isSuspended ? <Badge tone="danger">Suspended</Badge> : null}
      </span>
      <span className="text-caption break-all text-muted">{person.email}</span>
    </>
  );
}
