import type { Metadata } from "next";
import { findFirstCall } from "#app/_parts/find-first-call.ts";
import { NewKeyForm } from "#components/apps/new-key-form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { AppStop, mayGrow } from "../../_parts/app-stop.tsx";
import { loadApp } from "../../_parts/load-app.ts";
import { issueKeyAction } from "../../actions.ts";

export const metadata: Metadata = { title: "Issue a key" };

export default async function NewKeyPage({ params }: { params: Promise<{ app: string }> }) {
  const { ctx, app } = await loadApp((await params).app);
  const active = app.subscriptions.filter(({ state }) => state === "active");
  const call = await findFirstCall(ctx, active);
  return (
    <div className="max-w-prose">
      <PageHeader
        breadcrumbs={[
          { label: "Apps", href: routes.apps() },
          { label: app.name, href: routes.app(app.id) },
        ]}
        title="Issue a key"
        lead="One key for each place that calls, so that you can revoke one without breaking the others."
      />
      {active.length === 0 && mayGrow(app) ? (
        <Notice tone="attention" title="This app has no active plan" className="mb-6">
          The key opens nothing until the app subscribes to a plan.
        </Notice>
      ) : null}
      {mayGrow(app) ? (
        <NewKeyForm action={issueKeyAction.bind(null, app.id)} appHref={routes.app(app.id)} call={call} />
      ) : (
        <AppStop app={app} orgName={ctx.caller.orgName} />
      )}
    </div>
  );
}
