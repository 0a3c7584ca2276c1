import { Badge } from "#components/ui/badge.tsx";
import type { OpenDomain } from "#server/joining/schema.ts";

const JOINS: Record<OpenDomain["mode"], (role: string) => string> = {
  off: () => "Nobody joins by it.",
  approval: (role) => `People with an address there may ask to join as ${role}.`,
  at_once: (role) => `People with an address there join at once as ${role}.`,
};

/** The domains of an organisation and what they open, to look at. */
export function OpenDomainList({ domains }: { domains: OpenDomain[] }) {
  return (
    <ul aria-label="Domains" className="flex flex-col rounded-lg border border-rule bg-raised px-4">
      {domains.map(({ id, domain, verifiedAt, missingSince, mode, role }) => (
        <li
          key={id}
          className="flex flex-wrap items-center gap-2 border-b border-rule py-2.5 text-sm last:border-0"
        >
          <span className="font-medium break-all">{domain}</span>
          <DomainBadge verifiedAt={verifiedAt} missingSince={missingSince} />
          <span className="text-muted">{JOINS[mode](role)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Whether DNS shows that the domain is the organisation's. */
export function DomainBadge({ verifiedAt, missingSince }: Pick<OpenDomain, "verifiedAt" | "missingSince">) {
  if (!verifiedAt) return <Badge tone="attention">Not proven yet</Badge>;
  return missingSince ? <Badge tone="danger">Record is gone</Badge> : <Badge tone="good">Proven</Badge>;
}
