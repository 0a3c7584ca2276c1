import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { LifecycleBadge } from "#components/ui/lifecycle-badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { routes } from "#lib/routes.ts";
import type { ApiSummary } from "#server/catalog/schema.ts";
import { ApiModeration, type ApiVerbs } from "./api-moderation.tsx";

export const VISIBILITY: Record<ApiSummary["visibility"], string> = {
  public: "Public",
  signed_in: "Signed in",
  organisations: "Named organisations",
  on_request: "On request",
};

interface ApiTableProps {
  apis: ApiSummary[];
  now: Date;
  /** Left out for those who only look. */
  verbs: ApiVerbs | undefined;
}

/** Every API with its owner and the state of each version. */
export function ApiTable({ apis, now, verbs }: ApiTableProps) {
  return (
    <Table caption="APIs">
      <THead>
        <TR>
          <TH>API</TH>
          <TH>Owner</TH>
          <TH>Versions</TH>
          <TH>Visible to</TH>
          <TH isNumber>Plans</TH>
          <TH>Changed</TH>
          <ActionsTH />
        </TR>
      </THead>
      <tbody>
        {apis.map((api) => (
          <TR key={api.id}>
            <TD>
              <Link href={routes.api(api.slug)} className="font-medium hover:underline">
                {api.name}
              </Link>
              <span className="block font-mono text-xs text-faint">{api.slug}</span>
            </TD>
            <TD>
              <Link href={routes.adminOrganisation(api.owner.id)} className="hover:underline">
                {api.owner.name}
              </Link>
            </TD>
            <TD>
              <ul className="flex flex-col gap-1">
                {api.versions.map((version) => (
                  <li key={version.name} className="flex items-center gap-2">
                    <span className="font-mono text-caption">{version.name}</span>
                    <LifecycleBadge lifecycle={version.lifecycle} />
                  </li>
                ))}
              </ul>
              {api.versions.length === 0 ? <span className="text-faint">none</span> : null}
            </TD>
            <TD>
              {api.stop ? (
                <Badge tone="danger">Out of sight</Badge>
              ) : (
                <Badge tone={api.visibility === "public" ? "neutral" : "note"}>
                  {VISIBILITY[api.visibility]}
                </Badge>
              )}
            </TD>
            <TD isNumber>{api.planCount}</TD>
            <TD>
              <RelativeTime at={api.updatedAt} now={now} />
            </TD>
            <TD className="text-right">
              <Link
                href={`${routes.adminAudit()}?target=${encodeURIComponent(api.id)}`}
                className="text-caption whitespace-nowrap hover:underline"
              >
                Audit trail
              </Link>
              {verbs ? (
                <div className="mt-1">
                  <ApiModeration api={api} verbs={verbs} />
                </div>
              ) : null}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
