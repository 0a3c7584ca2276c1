import type { Metadata } from "next";
import Link from "next/link";
import { AppSettings } from "#components/apps/app-settings.tsx";
import { CredentialTable } from "#components/apps/credential-table.tsx";
import { SubscriptionList } from "#components/apps/subscription-list.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { LiveCalls } from "#components/usage/live-calls.tsx";
import { UsagePanel } from "#components/usage/usage-panel.tsx";
import { routes } from "#lib/routes.ts";
import { listKeys } from "#server/credentials/index.ts";
import { listClients } from "#server/oauth/index.ts";
import { listRecentCalls, usageSeries } from "#server/usage/index.ts";
import { mayGrow } from "./_parts/app-stop.tsx";
import { loadApp } from "./_parts/load-app.ts";
import { NoCredentials } from "./_parts/no-credentials.tsx";
import {
  addSecretAction,
  cancelSubscriptionAction,
  deleteAppAction,
  revokeClientAction,
  revokeKeyAction,
  revokeSecretAction,
  updateAppAction,
} from "./actions.ts";

interface Props {
  params: Promise<{ app: string }>;
  searchParams: Promise<{ days?: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadApp((await params).app)).app.name };
}

export default async function AppPage({ params, searchParams }: Props) {
  const { ctx, app } = await loadApp((await params).app);
  const days = { "1": 1, "30": 30 }[(await searchParams).days ?? ""] ?? 7;
  const appId = app.id;
  const [keys, clients, usage, calls] = await Promise.all([
    listKeys(ctx, { appId }),
    listClients(ctx, { appId }),
    usageSeries(ctx, { appId, days }),
    listRecentCalls(ctx, { appId, limit: 10 }),
  ]);
  const { mayChange } = app;
  const issue = mayGrow(app) ? (
    <>
      <LinkButton href={routes.appNewClient(appId)} size="sm">
        Create OAuth client
      </LinkButton>
      <LinkButton href={routes.appNewKey(appId)} size="sm" variant="primary">
        Issue key
      </LinkButton>
    </>
  ) : null;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Apps", href: routes.apps() }]}
        title={app.name}
        lead={app.description || undefined}
        aside={app.status === "suspended" ? <Badge tone="danger">Suspended</Badge> : null}
      />
      {app.suspension ? (
        <Notice tone="danger" title="A moderator suspended this app" className="mb-6">
          <p className="break-words">{app.suspension.reason}</p>
          <p className="mt-1">
            Its keys and tokens are refused. Mend what is named, then ask the moderators to let it work again.
          </p>
        </Notice>
      ) : null}
      <div className="flex flex-col gap-6">
        <Panel title="Credentials" actions={issue} isFlush={keys.length + clients.length > 0}>
          {keys.length + clients.length === 0 ? (
            <NoCredentials appId={appId} hasPlan={app.subscriptions.length > 0} mayChange={mayGrow(app)} />
          ) : (
            <CredentialTable
              keys={keys}
              clients={clients}
              now={ctx.now}
              actions={
                mayChange
                  ? {
                      revokeKey: revokeKeyAction,
                      revokeClient: revokeClientAction,
                      revokeSecret: revokeSecretAction,
                      addSecret: addSecretAction,
                    }
                  : null
              }
            />
          )}
        </Panel>
        <UsagePanel usage={usage} days={days} hrefOf={(span) => `${routes.app(appId)}?days=${span}`} />
        <Panel
          title="Recent calls"
          lead="Looks again every two seconds."
          actions={
            <Link href={routes.appCalls(appId)} className="text-sm font-medium hover:underline">
              All calls
            </Link>
          }
        >
          <LiveCalls initial={calls.items} now={ctx.now} source={routes.appRecentCalls(appId)} />
        </Panel>
        <Panel
          id="plans"
          title="Plans"
          actions={
            mayGrow(app) ? (
              <LinkButton href={routes.appSubscribe(appId)} size="sm">
                Add a plan
              </LinkButton>
            ) : null
          }
          isFlush={app.subscriptions.length > 0}
        >
          <SubscriptionList
            subscriptions={app.subscriptions}
            now={ctx.now}
            cancel={mayChange ? cancelSubscriptionAction : null}
          />
        </Panel>
        {mayChange ? (
          <AppSettings
            name={app.name}
            description={app.description}
            save={updateAppAction.bind(null, appId)}
            remove={deleteAppAction.bind(null, appId)}
          />
        ) : null}
      </div>
    </>
  );
}
