import Link from "next/link";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TD, TH, THead, TR } from "#components/ui/table.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import { counted } from "#lib/format.ts";
import { routes } from "#lib/routes.ts";
import type { AccessRequestDetail, AccessState } from "#server/catalog/schema.ts";
import { GrantForm, RefuseForm, RevokeForm } from "./access-forms.tsx";

const LOOK: Record<AccessState, { word: string; tone: Tone }> = {
  pending: { word: "Waiting", tone: "attention" },
  granted: { word: "Granted", tone: "good" },
  refused: { word: "Refused", tone: "neutral" },
  withdrawn: { word: "Withdrawn", tone: "neutral" },
  revoked: { word: "Revoked", tone: "danger" },
  expired: { word: "Ended", tone: "neutral" },
};

interface AccessTableProps {
  requests: readonly AccessRequestDetail[];
  now: Date;
  /** Names the API of each; left out on an API's own page. */
  hasApi?: boolean;
  decide: (requestId: string) => FormAction;
  revoke: (requestId: string) => FormAction;
}

/** Organisations that asked for an API, what they said, and what they may be answered. */
export function AccessTable({ requests, now, hasApi = false, decide, revoke }: AccessTableProps) {
  return (
    <Table caption="Organisations that asked for access">
      <THead>
        <TR>
          <TH>Organisation</TH>
          {hasApi ? <TH>API</TH> : null}
          <TH>State</TH>
          <TH>Asked</TH>
          <TH>
            <span className="sr-only">Answer</span>
          </TH>
        </TR>
      </THead>
      <tbody>
        {requests.map((request) => (
          <TR key={request.id}>
            <TD className="max-w-96 min-w-56">
              <p className="font-medium">{request.organisation.name}</p>
              <p className="text-caption text-muted">{request.requestedBy}</p>
              <p className="mt-1 text-sm whitespace-pre-line wrap-anywhere">{request.reason}</p>
            </TD>
            {hasApi ? (
              <TD>
                <Link
                  href={routes.publishApi(request.api.slug)}
                  className="hover:text-accent hover:underline"
                >
                  {request.api.name}
                </Link>
              </TD>
            ) : null}
            <TD className="min-w-32">
              <Standing request={request} now={now} />
            </TD>
            <TD className="whitespace-nowrap">
              <RelativeTime at={request.createdAt} now={now} />
            </TD>
            <TD>
              {request.mayDecide ? (
                <Answers request={request} decide={decide(request.id)} revoke={revoke(request.id)} />
              ) : null}
            </TD>
          </TR>
        ))}
      </tbody>
    </Table>
  );
}

function Standing({ request, now }: { request: AccessRequestDetail; now: Date }) {
  const { word, tone } = LOOK[request.state];
  const isOver = request.state === "expired";
  return (
    <div className="flex flex-col items-start gap-1">
      <Badge tone={tone}>{word}</Badge>
      {request.expiresAt && (isOver || request.state === "granted") ? (
        <span className="text-caption text-muted">
          {isOver ? "Ended" : "Ends"} <RelativeTime at={request.expiresAt} now={now} />
        </span>
      ) : null}
      {request.state === "granted" ? (
        <span className="text-caption text-muted">{counted(request.appCount, "subscribed app")}</span>
      ) : null}
      {request.decidedBy && request.state !== "pending" ? (
        <span className="text-caption text-muted">by {request.decidedBy}</span>
      ) : null}
    </div>
  );
}

interface AnswersProps {
  request: AccessRequestDetail;
  decide: FormAction;
  revoke: FormAction;
}

function Answers({ request, decide, revoke }: AnswersProps) {
  const { state, organisation, api, appCount } = request;
  if (state === "pending") {
    return (
      <span key={state} className="flex justify-end gap-2">
        <FormDialog
          trigger={
            <Button size="sm" variant="primary" aria-label={`Grant access to ${organisation.name}`}>
              Grant
            </Button>
          }
          title={`Give ${organisation.name} access to ${api.name}?`}
          description="Everybody there can read it, and their developers can subscribe apps to its plans."
        >
          <GrantForm action={decide} />
        </FormDialog>
        <FormDialog
          trigger={
            <Button size="sm" aria-label={`Refuse access to ${organisation.name}`}>
              Refuse
            </Button>
          }
          title={`Refuse ${organisation.name}?`}
          description="They are told by mail, with your words. They may ask again a day later."
        >
          <RefuseForm action={decide} />
        </FormDialog>
      </span>
    );
  }
  if (state !== "granted") return null;
  return (
    <span key={state} className="flex justify-end">
      <FormDialog
        trigger={
          <Button size="sm" variant="danger" aria-label={`Revoke access of ${organisation.name}`}>
            Revoke
          </Button>
        }
        title={`Revoke the access of ${organisation.name}?`}
        description={
          appCount > 0
            ? `Calls of ${counted(appCount, "app")} to ${api.name} are refused at once, and they can no longer read it.`
            : `They can no longer read ${api.name}.`
        }
      >
        <RevokeForm action={revoke} />
      </FormDialog>
    </span>
  );
}
