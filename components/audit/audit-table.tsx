import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { AuditEventSummary } from "#server/audit/schema.ts";

const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "short", timeStyle: "medium", timeZone: "UTC" });

/** Where the table does not scroll in its frame, names and ids break rather than push the last column out of it. */
const NARROW = "break-words xl:wrap-anywhere";

interface AuditTableProps {
  events: AuditEventSummary[];
  now: Date;
  /** The page that filters by what is pressed. */
  href: string;
  /** Left out where all events are of one organisation. */
  hasOrganisations?: boolean;
}

/** An address or a name with dots, which breaks where its parts meet before it breaks anywhere. */
function Breakable({ text }: { text: string }): ReactNode {
  const end = text.search(/(?<=.)(?=@)|(?<=\.)(?=.)/);
  if (end <= 0) return text;
  return (
    <>
      {text.slice(0, end)}
      <wbr />
      <Breakable text={text.slice(end)} />
    </>
  );
}

/** What was done, by whom, to what. Each word leads to everything else about it. */
export function AuditTable({ events, now, href, hasOrganisations = false }: AuditTableProps) {
  const filtered = (name: string, value: string) => `${href}?${name}=${encodeURIComponent(value)}`;
  return (
    <Table caption="Audit log">
      <THead>
        <TR>
          <TH>When (UTC)</TH>
          <TH>Who</TH>
          <TH>Did</TH>
          <TH>To what</TH>
          {hasOrganisations ? <TH>Organisation</TH> : null}
          <TH>Detail</TH>
        </TR>
      </THead>
      <tbody>
        {events.map((event) => (
          <TR key={event.id}>
            <TD className="whitespace-nowrap tabular-nums">
              {EXACT.format(event.at)}
              <span className="block text-xs text-faint">
                <RelativeTime at={event.at} now={now} />
              </span>
            </TD>
            <TD className={NARROW}>
              {event.actorId ? (
                <Link href={filtered("actor", event.actorId)} className="hover:underline">
                  <Breakable text={event.actorLabel} />
                </Link>
              ) : (
                <Breakable text={event.actorLabel} />
              )}
              <span className="block text-xs text-faint">{event.actorKind}</span>
            </TD>
            <TD className={NARROW}>
              <Link
                href={filtered("action", event.action)}
                className="font-mono text-caption hover:underline"
              >
                <Breakable text={event.action} />
              </Link>
            </TD>
            <TD className={NARROW}>
              <Link href={filtered("target", event.target)} className="hover:underline">
                <Breakable text={event.targetName ?? event.target} />
              </Link>
              {event.targetName ? (
                <span className="block font-mono text-xs text-faint">{event.target}</span>
              ) : null}
            </TD>
            {hasOrganisations ? (
              <TD className={NARROW}>
                {event.orgId ? (
                  <Link href={filtered("org", event.orgId)} className="hover:underline">
                    {event.orgName ?? event.orgId}
                  </Link>
                ) : (
                  "the portal"
                )}
              </TD>
            ) : null}
            <TD>
              <Detail event={event} />
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}

function Detail({ event }: { event: AuditEventSummary }) {
  return (
    <details className="text-caption">
      <summary className="cursor-pointer whitespace-nowrap text-muted">Show</summary>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 font-mono text-xs">
        {[...Object.entries(event.detail), ["request", event.requestId] as const].map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-faint">{name}</dt>
            <dd className="break-all">{typeof value === "string" ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
