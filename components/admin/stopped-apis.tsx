import Link from "next/link";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import { routes } from "#lib/routes.ts";
import type { StoppedApi } from "#server/catalog/schema.ts";
import { ApiModeration, type ApiVerbs } from "./api-moderation.tsx";

interface StoppedApisProps {
  apis: StoppedApi[];
  now: Date;
  /** Left out for those who only look. */
  verbs: ApiVerbs | undefined;
}

/** What moderators took out of sight, and why. */
export function StoppedApis({ apis, now, verbs }: StoppedApisProps) {
  return (
    <Table caption="APIs out of sight">
      <THead>
        <TR>
          <TH>API</TH>
          <TH>Reason</TH>
          <TH>Since</TH>
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
              <span className="block text-caption text-muted">{api.owner.name}</span>
            </TD>
            <TD className="min-w-48 max-w-96 break-words">{api.stop.reason}</TD>
            <TD>
              <RelativeTime at={api.stop.at} now={now} />
            </TD>
            <TD className="text-right">{verbs ? <ApiModeration api={api} verbs={verbs} /> : null}</TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}
