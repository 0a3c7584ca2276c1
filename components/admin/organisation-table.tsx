import Link from "next/link";
import { StatusBadge } from "#components/identity/status-badge.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { routes } from "#lib/routes.ts";
import type { OrganisationSummary } from "#server/identity/schema.ts";

export function KindBadge({
  organisation,
}: {
  organisation: Pick<OrganisationSummary, "isPersonal" | "isPublisher">;
}) {
  if (organisation.isPublisher) return <Badge tone="accent">Publisher</Badge>;
  return <Badge>{organisation.isPersonal ? "Personal" : "Consumer"}</Badge>;
}

export function OrganisationTable({
  organisations,
  now,
}: {
  organisations: OrganisationSummary[];
  now: Date;
}) {
  return (
    <Table caption="Organisations">
      <THead>
        <TR>
          <TH>Organisation</TH>
          <TH>Kind</TH>
          <TH>State</TH>
          <TH isNumber>Members</TH>
          <TH>Since</TH>
        </TR>
      </THead>
      <tbody>
        {organisations.map((organisation) => (
          <TR key={organisation.id}>
            <TD>
              <Link href={routes.adminOrganisation(organisation.id)} className="font-medium hover:underline">
                {organisation.name}
              </Link>
              <span className="block font-mono text-xs text-faint">{organisation.slug}</span>
            </TD>
            <TD>
              <KindBadge organisation={organisation} />
            </TD>
            <TD>
              <StatusBadge status={organisation.status} />
            </TD>
            <TD isNumber>{organisation.memberCount}</TD>
            <TD>
              <RelativeTime at={organisation.createdAt} now={now} />
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
