import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { Answer } from "#lib/answer.ts";
import type { DomainSummary } from "#server/joining/schema.ts";
import { CheckDomainForm } from "./check-domain-form.tsx";
import { DomainRecord } from "./domain-record.tsx";
import { JoiningForm } from "./joining-form.tsx";
import { DomainBadge } from "./open-domain-list.tsx";

export interface DomainVerbs {
  verify: FormAction;
  setJoining: FormAction;
  remove: (domainId: string) => Promise<Answer<unknown>>;
}

interface DomainPanelProps {
  domain: DomainSummary;
  teams: { id: string; name: string }[];
  now: Date;
  verbs: DomainVerbs;
}

/** One domain of an organisation: first the proof, then who joins by it. */
export function DomainPanel({ domain, teams, now, verbs }: DomainPanelProps) {
  const { id, verifiedAt, missingSince, checkedAt } = domain;
  return (
    <Panel
      title={
        <span className="flex flex-wrap items-center gap-2">
          <span className="break-all">{domain.domain}</span>
          <DomainBadge verifiedAt={verifiedAt} missingSince={missingSince} />
        </span>
      }
      lead={
        verifiedAt && checkedAt ? (
          <>
            The record was last looked for <RelativeTime at={checkedAt} now={now} />. Leave it in place.
          </>
        ) : undefined
      }
      actions={
        <ConfirmButton
          label="Remove"
          fullLabel={`Remove the domain ${domain.domain}`}
          title={`Remove ${domain.domain}?`}
          confirm="Remove domain"
          done={`${domain.domain} was removed`}
          action={verbs.remove.bind(null, id)}
        >
          Nobody joins by an address there any more, and who asked to is turned away. Members stay.
        </ConfirmButton>
      }
    >
      {verifiedAt && !missingSince ? (
        <JoiningForm domain={domain} teams={teams} action={verbs.setJoining} />
      ) : (
        <div className="flex flex-col gap-5">
          {missingSince ? (
            <Notice tone="attention" title="DNS does not show the record any more">
              Nobody joins by this domain until it is back. A week after it went (
              <RelativeTime at={missingSince} now={now} />) the domain is no longer yours here.
            </Notice>
          ) : (
            <p className="max-w-prose text-sm">
              Prove that {domain.domain} is yours: add this record where its DNS is kept, then look for it. It
              can take an hour to be seen.
            </p>
          )}
          <DomainRecord name={domain.recordName} text={domain.recordText} />
          <CheckDomainForm domainId={id} action={verbs.verify} />
        </div>
      )}
    </Panel>
  );
}
