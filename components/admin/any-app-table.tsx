import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ActionsTH, Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import type { AnyApp } from "#server/apps/schema.ts";
import { StopDialog } from "./stop-dialog.tsx";

interface AppVerbs {
  suspend: (appId: string, ...given: Parameters<FormAction>) => ReturnType<FormAction>;
  restore: (appId: string) => Promise<Answer<unknown>>;
}

interface AnyAppTableProps {
  apps: AnyApp[];
  now: Date;
  /** Left out for those who only look. */
  verbs: AppVerbs | undefined;
}

/** The apps of every organisation. */
export function AnyAppTable({ apps, now, verbs }: AnyAppTableProps) {
  return (
    <Table caption="Apps">
      <THead>
        <TR>
          <TH>App</TH>
          <TH>Organisation</TH>
          <TH>State</TH>
          <TH isNumber>Plans</TH>
          <TH>Registered</TH>
          <ActionsTH />
        </TR>
      </THead>
      <tbody>
        {apps.map((app) => (
          <TR key={app.id}>
            <TD className="max-w-80">
              <span className="font-medium break-words">{app.name}</span>
              {app.description ? <p className="truncate text-caption text-muted">{app.description}</p> : null}
            </TD>
            <TD>
              <Link href={routes.adminOrganisation(app.org.id)} className="hover:underline">
                {app.org.name}
              </Link>
            </TD>
            <TD className="max-w-80">
              {app.suspension ? (
                <>
                  <Badge tone="danger">Suspended</Badge>
                  <p className="mt-1 text-caption break-words text-muted">{app.suspension.reason}</p>
                </>
              ) : (
                <Badge tone="good">Active</Badge>
              )}
            </TD>
            <TD isNumber>{app.subscriptionCount}</TD>
            <TD>
              <RelativeTime at={app.createdAt} now={now} />
            </TD>
            <TD className="text-right">{verbs ? <Moderation app={app} verbs={verbs} /> : null}</TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}

function Moderation({ app: { id, name, suspension }, verbs }: { app: AnyApp; verbs: AppVerbs }) {
  return suspension ? (
    <ConfirmButton
      label="Restore"
      fullLabel={`Restore the app ${name}`}
      title={`Restore ${name}?`}
      confirm="Restore app"
      done={`${name} works again`}
      isHarmless
      action={verbs.restore.bind(null, id)}
    >
      Its keys and tokens are accepted again. Its organisation gets a mail.
    </ConfirmButton>
  ) : (
    <StopDialog
      label="Suspend"
      fullLabel={`Suspend the app ${name}`}
      title={`Suspend ${name}?`}
      description="Its keys and tokens are refused within a second. Nothing is deleted; restoring brings all of it back."
      done={`${name} is suspended`}
      action={verbs.suspend.bind(null, id)}
    />
  );
}
