import Link from "next/link";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { routes } from "#lib/routes.ts";
import type { ApiDetail } from "#server/catalog/schema.ts";

/** What lies ahead, and the way into an account that leads back here. */
export function VisitorStart({ api }: { api: ApiDetail }) {
  const here = routes.apiStart(api.slug);
  const steps = [
    {
      title: "Make an account",
      text: "An e-mail address and a password. The link in our mail brings you back here.",
    },
    { title: "Accept a plan's terms", text: planText(api) },
    { title: "Get the key and run a call", text: "The key is shown once, beside a call that works at once." },
  ];
  return (
    <div className="flex flex-col gap-8">
      {api.plans.length === 0 ? (
        <Notice tone="attention" title="This API has no plan yet">
          You can make an account, but there is nothing to subscribe to before {api.owner.name} offers a plan.
        </Notice>
      ) : null}
      <ol className="flex flex-col">
        {steps.map(({ title, text }, index) => (
          <li
            key={title}
            className="grid grid-cols-[2rem_1fr] gap-x-3 border-b border-rule py-4 first:border-t"
          >
            <span aria-hidden className="font-mono text-sm text-accent tabular-nums">
              {index + 1}
            </span>
            <div>
              <h2 className="text-base">{title}</h2>
              <p className="text-sm text-muted">{text}</p>
            </div>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <LinkButton href={routes.signUp(here)} variant="primary" size="lg">
          Sign up
        </LinkButton>
        <p className="text-sm text-muted">
          Have an account?{" "}
          <Link href={routes.signIn(here)} className="font-medium text-ink underline underline-offset-2">
            Sign in
          </Link>
        </p>
      </div>
    </div>
  );
}

function planText(api: ApiDetail): string {
  const instant = api.plans.find(({ needsApproval }) => !needsApproval);
  return instant
    ? `${instant.name}: ${instant.summary}`
    : "The publisher answers your request, usually within a working day.";
}
