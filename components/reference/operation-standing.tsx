import { Badge } from "#components/ui/badge.tsx";
import type { CompiledOperation, OperationBadge, SecuritySchemeSummary } from "#server/specs/schema.ts";
import { described } from "./html.ts";
import { Markup } from "./markup.tsx";
import { SecurityNeeds } from "./security-needs.tsx";
import { isSecurityUnstated } from "./unstated-security.ts";

/** Words beside an operation's name: the publisher's, and how long it will be there. */
export function Standing({ operation }: { operation: CompiledOperation }) {
  const { badges = [], isDeprecated, deprecatedOn, sunsetOn, isWebhook } = operation;
  return (
    <>
      <Badges badges={badges.filter(({ isBefore }) => isBefore)} />
      {isDeprecated ? (
        <Badge tone="attention">{deprecatedOn ? `Deprecated since ${deprecatedOn}` : "Deprecated"}</Badge>
      ) : null}
      {sunsetOn ? <Badge tone="danger">{`Ends on ${sunsetOn}`}</Badge> : null}
      {isWebhook ? <Badge tone="note">Webhook</Badge> : null}
      <Badges badges={badges.filter(({ isBefore }) => !isBefore)} />
    </>
  );
}

function Badges({ badges }: { badges: OperationBadge[] }) {
  return badges.map(({ label, tone }) => (
    <Badge key={label} tone={tone}>
      {label}
    </Badge>
  ));
}

/** A webhook shows a credential only where it states one itself. */
export function Security({
  operation,
  schemes,
}: {
  operation: CompiledOperation;
  schemes: SecuritySchemeSummary[];
}) {
  if (operation.isWebhook && operation.security.length === 0) return null;
  return (
    <div id="security">
      <SecurityNeeds
        security={operation.security}
        schemes={schemes}
        isSent={operation.isWebhook}
        isUnstated={isSecurityUnstated(operation, schemes)}
      />
    </div>
  );
}

/** What the document says of the path as a whole. */
export function AboutPath({ operation }: { operation: CompiledOperation }) {
  const { pathSummary, pathDescriptionHtml } = operation;
  if (!pathSummary && !pathDescriptionHtml) return null;
  return (
    <div className="mt-6 border-l border-rule pl-4">
      <p className="text-sm font-semibold">{pathSummary ?? "About this path"}</p>
      {pathDescriptionHtml ? <Markup className="md mt-1" html={described(pathDescriptionHtml)} /> : null}
    </div>
  );
}

/** The other groups in which the operation stands, each a way to its neighbours there. */
export function OtherTags({
  operation,
  tagHref,
}: {
  operation: CompiledOperation;
  tagHref: (key: string) => string;
}) {
  const { otherTags = [] } = operation;
  if (otherTags.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-1 text-caption text-muted">
      Also in
      {otherTags.map(({ key, name, kind }) => (
        <span key={key}>
          {kind && kind !== "nav" && kind !== "badge" ? `${kind} ` : ""}
          <a href={tagHref(key)} className="text-accent hover:underline">
            {name}
          </a>
        </span>
      ))}
    </p>
  );
}
