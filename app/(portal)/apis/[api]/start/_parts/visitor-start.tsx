import Link from "next/link";
import { signUpAction } from "#app/(portal)/sign-up/actions.ts";
import { ByInvitation } from "#components/identity/by-invitation.tsx";
import { SignUpForm } from "#components/identity/sign-up-form.tsx";
import { routes } from "#lib/routes.ts";
import type { ApiDetail } from "#server/catalog/schema.ts";
import { PASSWORD_MIN, type SignUpDoor } from "#server/identity/schema.ts";
import { NoPlan } from "./no-plan.tsx";

/** What lies ahead, and the way into an account that leads back here. */
export function VisitorStart({ api, door }: { api: ApiDetail; door: SignUpDoor }) {
  if (api.plans.length === 0) return <NoPlan api={api} />;
  const here = routes.apiStart(api.slug);
  const steps = [
    {
      title: "Confirm your address",
      text: "The link in our mail brings you back to this page, signed in.",
    },
    { title: "Accept a plan's terms", text: planText(api) },
    { title: "Get the key and run a call", text: "The key is shown once, beside a call that works at once." },
  ];
  return (
    <div className="grid gap-8 md:grid-cols-[1fr_24rem] md:gap-12">
      <div className="flex flex-col gap-6">
        <ol className="flex flex-col">
          {steps.map(({ title, text }, index) => (
            <li
              key={title}
              className="grid grid-cols-[1.75rem_1fr] border-b border-rule py-4 first:pt-0 last:border-0"
            >
              <span aria-hidden className="font-mono text-base text-accent tabular-nums">
                {index + 1}
              </span>
              <div>
                <h2 className="text-base">{title}</h2>
                <p className="mt-0.5 text-sm text-muted">{text}</p>
              </div>
            </li>
          ))}
        </ol>
      </div>
      <section aria-labelledby="sign-up-title" className="min-w-0">
        <div className="rounded-lg border border-rule bg-raised p-5 sm:p-6">
          <h2 id="sign-up-title" className="mb-4 text-lg">
            Create an account
          </h2>
          {door.mode === "invitation" ? (
            <ByInvitation />
          ) : (
            <SignUpForm action={signUpAction} next={here} passwordMin={PASSWORD_MIN} door={door} />
          )}
        </div>
        <p className="mt-4 text-sm text-muted">
          Have an account?{" "}
          <Link
            href={routes.signIn(here)}
            className="font-medium text-ink underline decoration-accent-line underline-offset-2 hover:decoration-accent"
          >
            Sign in
          </Link>
        </p>
      </section>
    </div>
  );
}

function planText(api: ApiDetail): string {
  const instant = api.plans.find(({ needsApproval }) => !needsApproval);
  return instant
    ? `${instant.name}: ${instant.summary}`
    : "The publisher answers your request, usually within a working day.";
}
