import Link from "next/link";
import { MethodBadge } from "#components/ui/method-badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { routes } from "#lib/routes.ts";
import { TRIAL_PREFIX } from "#server/credentials/schema.ts";
import type { CallSummary } from "#server/usage/schema.ts";
import { StatusBadge } from "./status-badge.tsx";

/** A call as it comes from the database, or over the wire as JSON. */
export type CallRow = Omit<CallSummary, "at"> & { at: Date | string };

interface CallTableProps {
  calls: readonly CallRow[];
  now: Date | string;
}

/** Calls, newest first; what went wrong stands under the call it happened to. */
export function CallTable({ calls, now }: CallTableProps) {
  return (
    <Table caption="Calls">
      <THead>
        <TR>
          <TH>Status</TH>
          <TH>Call</TH>
          <TH isNumber className="hidden sm:table-cell">
            Latency
          </TH>
          <TH className="hidden md:table-cell">Environment</TH>
          <TH className="hidden sm:table-cell">When</TH>
        </TR>
      </THead>
      <tbody>
        {calls.map((call) => (
          <TR key={call.id}>
            <TD>
              <StatusBadge status={call.status} />
            </TD>
            <TD className="max-w-100 min-w-40">
              <CallName call={call} />
              <CallContext call={call} now={now} />
            </TD>
            <TD isNumber className="hidden whitespace-nowrap sm:table-cell">
              {call.latencyMs.toLocaleString("en")} ms
            </TD>
            <TD className="hidden text-muted md:table-cell">{environmentOf(call)}</TD>
            <TD className="hidden text-muted sm:table-cell">
              <RelativeTime at={call.at} now={now} />
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}

function environmentOf({ environment, credentialId }: CallRow): string {
  if (environment === "live") return "Live";
  return credentialId.startsWith(TRIAL_PREFIX) ? "Sandbox, trial" : "Sandbox";
}

function CallName({ call }: { call: CallRow }) {
  const name = (
    <>
      <MethodBadge method={call.method} size="sm" />
      <span className="font-mono text-caption break-all">{call.path}</span>
    </>
  );
  if (!call.api || !call.version || !call.operationKey) {
    return <span className="flex items-baseline gap-1">{name}</span>;
  }
  return (
    <Link
      href={routes.operation(call.api.slug, call.version, call.operationKey)}
      className="flex items-baseline gap-1 hover:underline"
    >
      {name}
    </Link>
  );
}

function CallContext({ call, now }: { call: CallRow; now: Date | string }) {
  return (
    <p className="text-caption text-muted">
      {call.api ? `${call.api.name} ${call.version ?? ""}` : "An API that is gone"}
      <span className="sm:hidden">
        {" "}
        · {call.latencyMs.toLocaleString("en")} ms · <RelativeTime at={call.at} now={now} />
      </span>
      {call.problem ? <span className="block text-danger">{call.problem}</span> : null}
    </p>
  );
}
