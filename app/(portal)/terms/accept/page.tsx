import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { described } from "#components/reference/html.ts";
import { Markup } from "#components/reference/markup.tsx";
import { AcceptTermsForm } from "#components/terms/accept-terms-form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { routes } from "#lib/routes.ts";
import { safeNext } from "#lib/safe-next.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { currentContext } from "#server/platform/session.ts";
import { findTerms } from "#server/terms/index.ts";
import { acceptTermsAction } from "./actions.ts";

export const metadata: Metadata = { title: "Accept the terms of use", robots: { index: false } };

export default async function AcceptTermsPage({ searchParams }: SearchPage) {
  const next = safeNext((await searchParams).next, routes.apps());
  const ctx = await currentContext();
  if (ctx.caller.kind !== "member") redirect(routes.signIn(routes.acceptTerms(next)));
  const terms = await findTerms(ctx);
  if (!terms || !ctx.caller.outstandingTerms) redirect(next);
  return (
    <div className="mx-auto max-w-prose">
      <PageHeader
        title="The terms of use"
        lead="Accept them to go on to where you were heading. Reading, your account and ending what you have need no acceptance."
      />
      <div className="flex flex-col gap-6">
        {terms.changes ? <Notice title={`New in version ${terms.number}`}>{terms.changes}</Notice> : null}
        <Panel title={`Version ${terms.number}`}>
          <Markup className="prose" html={described(terms.html)} />
        </Panel>
        <AcceptTermsForm version={terms.number} next={next} action={acceptTermsAction} />
        <p className="text-sm text-muted">
          Not for you?{" "}
          <Link href={routes.accountData()} className="text-accent underline underline-offset-2">
            Take your data along or delete your account
          </Link>
          .
        </p>
      </div>
    </div>
  );
}
