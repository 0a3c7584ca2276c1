import { ArrowRight, Check } from "lucide-react";
import Link from "next/link";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { routes } from "#lib/routes.ts";

/** How far the reader has come with this API. */
export type Standing =
  | { kind: "visitor" }
  | { kind: "member" }
  | { kind: "waiting"; app: { id: string; name: string } }
  | { kind: "subscribed"; app: { id: string; name: string }; hasKey: boolean; mayIssue: boolean };

interface StartPanelProps {
  api: { slug: string; name: string };
  standing: Standing;
  hasPlans: boolean;
  isCallable: boolean;
  /** Where to read about the API's operations. */
  referenceHref: string | null;
}

/** The next step to a first call, by what the reader has already done. */
export function StartPanel({ api, standing, hasPlans, isCallable, referenceHref }: StartPanelProps) {
  return (
    <Panel title="Get started">
      <div className="flex flex-col gap-4">
        {!isCallable || !hasPlans ? (
          <p className="text-sm text-muted">
            {isCallable
              ? "The publisher has not opened a plan for this API yet, so there is no key to get. Its live servers can be called with a credential of your own."
              : "No version of this API can be called at the moment."}
          </p>
        ) : (
          <NextStep api={api} standing={standing} />
        )}
        {referenceHref ? (
          <Link
            href={referenceHref}
            className="flex min-h-6 items-center gap-1.5 text-sm text-accent hover:underline"
          >
            Read the reference <ArrowRight aria-hidden className="size-4" />
          </Link>
        ) : null}
      </div>
    </Panel>
  );
}

function NextStep({ api, standing }: { api: { slug: string; name: string }; standing: Standing }) {
  switch (standing.kind) {
    case "visitor":
      return (
        <>
          <ol className="flex list-decimal flex-col gap-1 pl-5 text-sm text-muted">
            <li>Create an account, or sign in</li>
            <li>Choose a plan and accept its terms</li>
            <li>Copy your key and the ready call</li>
          </ol>
          <LinkButton variant="primary" href={routes.apiStart(api.slug)}>
            Get a key
          </LinkButton>
          <p className="text-caption text-muted">
            Have an account?{" "}
            <Link
              href={routes.signIn(routes.apiStart(api.slug))}
              className="text-accent underline underline-offset-2"
            >
              Sign in
            </Link>
          </p>
        </>
      );
    case "member":
      return (
        <>
          <p className="text-sm text-muted">
            You are signed in. Choose a plan, and the key is yours in one step.
          </p>
          <LinkButton variant="primary" href={routes.apiStart(api.slug)}>
            Get a key
          </LinkButton>
        </>
      );
    case "waiting":
      return (
        <>
          <p className="text-sm text-muted">
            {standing.app.name} has asked for access. The publisher decides; you will get a mail.
          </p>
          <LinkButton href={routes.app(standing.app.id)}>Open {standing.app.name}</LinkButton>
        </>
      );
    case "subscribed": {
      const asksForKey = !standing.hasKey && standing.mayIssue;
      return (
        <>
          <p className="flex items-start gap-2 text-sm text-good">
            <Check aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>
              {standing.app.name} may call {api.name}
              {standing.hasKey ? " and has a key." : "."}
            </span>
          </p>
          <LinkButton
            variant="primary"
            href={asksForKey ? routes.appNewKey(standing.app.id) : routes.app(standing.app.id)}
          >
            {asksForKey ? "Issue a key" : `Open ${standing.app.name}`}
          </LinkButton>
        </>
      );
    }
  }
}
