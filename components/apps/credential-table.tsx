import type { ReactNode } from "react";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { KeySummary } from "#server/credentials/schema.ts";
import type { ClientSummary } from "#server/oauth/schema.ts";
import { ClientMenu } from "./client-menu.tsx";
import type { CredentialActions } from "./credential-actions.ts";

interface CredentialTableProps {
  keys: readonly KeySummary[];
  clients: readonly ClientSummary[];
  now: Date;
  /** Null for those who may only look. */
  actions: CredentialActions | null;
}

/** Keys and OAuth clients of an app with their state and last use; what no longer works stands last. */
export function CredentialTable({ keys, clients, now, actions }: CredentialTableProps) {
  const rows = [
    ...clients.map((client) => ({ kind: "client" as const, isLive: client.state === "active", of: client })),
    ...keys.map((key) => ({ kind: "key" as const, isLive: key.state === "active", of: key })),
  ].sort(
    (a, b) => Number(b.isLive) - Number(a.isLive) || b.of.createdAt.getTime() - a.of.createdAt.getTime(),
  );
  return (
    <Table caption="Credentials" className="rounded-t-none! border-0!">
      <THead>
        <TR>
          <TH>Credential</TH>
          <TH>State</TH>
          <TH className="hidden sm:table-cell">Last used</TH>
          <TH className="hidden md:table-cell">Environment</TH>
          <TH className="hidden lg:table-cell">Issued</TH>
          {actions ? (
            <TH className="relative">
              <span className="sr-only">Actions</span>
            </TH>
          ) : null}
        </TR>
      </THead>
      <tbody>
        {rows.map((row) => (
          <TR key={row.of.id}>
            <TD className="min-w-36">
              <p className="font-medium">{row.of.name}</p>
              {row.kind === "key" ? (
                <p className="font-mono text-xs break-all text-muted">{row.of.masked}</p>
              ) : (
                <ClientDetail client={row.of} />
              )}
            </TD>
            <TD>
              <State of={row.of} now={now} />
              <span className="block text-xs text-muted sm:hidden">
                Used <LastUse at={row.of.lastUsedAt} now={now} />
              </span>
            </TD>
            <TD className="hidden text-muted sm:table-cell">
              <LastUse at={row.of.lastUsedAt} now={now} />
            </TD>
            <TD className="hidden text-muted md:table-cell">
              {row.of.environment === "live" ? "Live" : "Sandbox"}
            </TD>
            <TD className="hidden text-muted lg:table-cell">
              <RelativeTime at={row.of.createdAt} now={now} />
            </TD>
            {actions ? (
              <TD className="text-right">
                {!row.isLive ? null : row.kind === "key" ? (
                  <ConfirmButton
                    label="Revoke"
                    fullLabel={`Revoke the key ${row.of.name}`}
                    title={`Revoke the key “${row.of.name}”?`}
                    confirm="Revoke key"
                    done={`The key “${row.of.name}” is revoked`}
                    action={actions.revokeKey.bind(null, row.of.id)}
                  >
                    Whatever still calls with it is refused within a second. A revoked key cannot be brought
                    back; issue another.
                  </ConfirmButton>
                ) : (
                  <ClientMenu client={row.of} actions={actions} />
                )}
              </TD>
            ) : null}
          </TR>
        ))}
      </tbody>
    </Table>
  );
}

function ClientDetail({ client }: { client: ClientSummary }) {
  const live = client.secrets.filter(({ state }) => state === "live");
  return (
    <>
      <p className="font-mono text-xs break-all text-muted">{client.id}</p>
      <p className="text-xs text-muted">
        OAuth client, {live.length === 1 ? "one secret" : `${live.length} secrets`}
        {live.length > 0 ? ` (${live.map(({ hint }) => `…${hint}`).join(", ")})` : ""}
      </p>
    </>
  );
}

function LastUse({ at, now }: { at: Date | null; now: Date }) {
  return at ? <RelativeTime at={at} now={now} /> : "Never";
}

const STATE: Record<string, { word: string; tone: Tone }> = {
  active: { word: "Active", tone: "good" },
  expired: { word: "Expired", tone: "attention" },
  revoked: { word: "Revoked", tone: "neutral" },
};

function State({ of, now }: { of: KeySummary | ClientSummary; now: Date }): ReactNode {
  const look = STATE[of.state] ?? { word: of.state, tone: "neutral" as const };
  const ends = "expiresAt" in of && of.state === "active" ? of.expiresAt : null;
  return (
    <span className="flex flex-col items-start gap-0.5">
      <Badge tone={look.tone}>{look.word}</Badge>
      {ends ? (
        <span className="text-xs text-muted">
          expires <RelativeTime at={ends} now={now} />
        </span>
      ) : null}
    </span>
  );
}
