"use client";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { Answer } from "#lib/answer.ts";
import type { JoinOffer } from "#server/joining/schema.ts";

interface JoinOffersProps {
  offers: JoinOffer[];
  now: Date;
  join: FormAction;
  ask: FormAction;
  withdraw: (requestId: string) => Promise<Answer<unknown>>;
}

/** The organisations that a person can join, or ask to, because of their address. */
export function JoinOffers({ offers, now, join, ask, withdraw }: JoinOffersProps) {
  return (
    <Panel
      title="Your colleagues are here"
      lead={`Your address is at ${offers[0]?.domain}, which these organisations have proven to be theirs.`}
      className="mb-8"
    >
      <ul aria-label="Organisations that you can join" className="flex flex-col gap-4">
        {offers.map(({ orgId, orgName, role, isAtOnce, request, askAgainAt }) => (
          <li key={orgId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <div className="min-w-0">
              <p className="font-medium break-words">{orgName}</p>
              <p className="text-caption text-muted">
                {request ? (
                  <>
                    You asked <RelativeTime at={request.createdAt} now={now} />. Its owners and admins decide,
                    and you get a mail.
                  </>
                ) : askAgainAt && !isAtOnce ? (
                  <>
                    Its owners and admins said no. You can ask again{" "}
                    <RelativeTime at={askAgainAt} now={now} />.
                  </>
                ) : isAtOnce ? (
                  `You join as ${role}, at once.`
                ) : (
                  `Its owners and admins decide. You would join as ${role}.`
                )}
              </p>
            </div>
            {request && !isAtOnce ? (
              <ConfirmButton
                label="Take back"
                fullLabel={`Take back the request to join ${orgName}`}
                title={`Take back your request to join ${orgName}?`}
                confirm="Take it back"
                done="The request was taken back"
                action={withdraw.bind(null, request.id)}
              >
                Nobody decides about it any more. You can ask again.
              </ConfirmButton>
            ) : askAgainAt && !isAtOnce ? null : (
              <KeptForm
                action={isAtOnce ? join : ask}
                submit={isAtOnce ? `Join ${orgName}` : `Ask to join ${orgName}`}
                fields={{ orgId }}
              >
                {() => null}
              </KeptForm>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
