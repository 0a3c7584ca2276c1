import { Hourglass, Lock } from "lucide-react";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import { routes } from "#lib/routes.ts";
import type { AccessSummary } from "#server/catalog/schema.ts";
import { AskForm, WithdrawForm } from "./ask-form.tsx";

/** How far the reader's organisation has come with an API that is read by those who asked. */
export type AccessStanding =
  | { kind: "visitor" }
  | { kind: "unconfirmed" }
  /** A member whose role does not let them ask. */
  | { kind: "onlooker"; access: AccessSummary | null }
  /** After a no, not before `askAgainAt`. */
  | { kind: "asker"; orgName: string; access: AccessSummary | null; askAgainAt: Date | null };

interface AccessPanelProps {
  api: { slug: string; name: string; owner: { name: string } };
  standing: AccessStanding;
  now: Date;
  ask: FormAction;
  withdraw: FormAction;
}

/** What is kept from the reader, why, and the one thing to do about it. */
export function AccessPanel({ api, standing, now, ask, withdraw }: AccessPanelProps) {
  return (
    <Panel title="Access on request" id="access">
      <div className="flex flex-col gap-4">
        <p className="flex items-start gap-2 text-sm text-muted">
          <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {api.owner.name} decides who reads the reference and guides of {api.name} and who calls it.
          </span>
        </p>
        <Step {...{ api, standing, now, ask, withdraw }} />
      </div>
    </Panel>
  );
}

function Step({ api, standing, now, ask, withdraw }: AccessPanelProps) {
  if (standing.kind === "visitor") {
    return (
      <>
        <p className="text-sm">Sign in, and your organisation can ask. You say what you want to build.</p>
        <div className="flex flex-wrap gap-2">
          <LinkButton variant="primary" href={routes.signIn(routes.api(api.slug))}>
            Sign in to ask
          </LinkButton>
          <LinkButton href={routes.signUp(routes.api(api.slug))}>Create an account</LinkButton>
        </div>
      </>
    );
  }
  if (standing.kind === "unconfirmed") {
    return (
      <>
        <p className="text-sm">Confirm your e-mail address, and you can ask.</p>
        <LinkButton href={routes.checkMail()}>Send the mail again</LinkButton>
      </>
    );
  }
  const { access } = standing;
  if (access?.state === "pending") {
    return (
      <>
        <p role="status" className="flex items-start gap-2 text-sm">
          <Hourglass aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            Your organisation asked <RelativeTime at={access.createdAt} now={now} />. The publisher decides;
            you will get a mail.
          </span>
        </p>
        {standing.kind === "asker" ? <WithdrawForm action={withdraw} /> : null}
      </>
    );
  }
  return (
    <>
      {access ? <Before access={access} now={now} /> : null}
      {standing.kind !== "asker" ? (
        <p className="text-sm">A developer of your organisation, or somebody above, can ask for it.</p>
      ) : standing.askAgainAt ? (
        <p className="text-sm text-muted">
          You can ask again <RelativeTime at={standing.askAgainAt} now={now} />.
        </p>
      ) : (
        <AskForm orgName={standing.orgName} action={ask} />
      )}
    </>
  );
}

const BEFORE: Partial<Record<AccessSummary["state"], string>> = {
  refused: "The publisher said no",
  revoked: "The publisher took your access back",
  expired: "Your access ended",
};

function Before({ access, now }: { access: AccessSummary; now: Date }) {
  const word = BEFORE[access.state];
  if (!word) return null;
  const at = access.state === "expired" ? access.expiresAt : access.decidedAt;
  return (
    <div role="status" className="text-sm">
      <p>
        {word} {at ? <RelativeTime at={at} now={now} /> : null}.
      </p>
      {access.answer && access.state !== "expired" ? (
        <blockquote className="mt-1 border-l-2 border-rule pl-3 whitespace-pre-line text-muted">
          {access.answer}
        </blockquote>
      ) : null}
    </div>
  );
}
