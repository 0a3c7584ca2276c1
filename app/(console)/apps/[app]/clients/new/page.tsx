import type { Metadata } from "next";
import { findFirstCall } from "#app/_parts/find-first-call.ts";
import { NewClientForm } from "#components/apps/new-client-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { env } from "#server/platform/env.ts";
import { AppStop, mayGrow } from "../../_parts/app-stop.tsx";
import { loadApp } from "../../_parts/load-app.ts";
import { createClientAction } from "../../actions.ts";

export const metadata: Metadata = { title: "Create an OAuth client" };

export default async function NewClientPage({ params }: { params: Promise<{ app: string }> }) {
  const { ctx, app } = await loadApp((await params).app);
  const call = await findFirstCall(
    ctx,
    app.subscriptions.filter(({ state }) => state === "active"),
    { Authorization: "Bearer ACCESS_TOKEN" },
  );
  return (
    <div className="max-w-prose">
      <PageHeader
        breadcrumbs={[
          { label: "Apps", href: routes.apps() },
          { label: app.name, href: routes.app(app.id) },
        ]}
        title="Create an OAuth client"
        lead="For services: the client trades its secret for a token that lives an hour, and calls with the token."
      />
      {mayGrow(app) ? (
        <NewClientForm
          action={createClientAction.bind(null, app.id)}
          appHref={routes.app(app.id)}
          tokenUrl={`${env().PUBLIC_URL}/oauth2/token`}
          call={call}
        />
      ) : (
        <AppStop app={app} orgName={ctx.caller.orgName} />
      )}
    </div>
  );
}
