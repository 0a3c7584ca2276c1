import { Link2 } from "lucide-react";
import type { Metadata } from "next";
import { ConnectForm } from "#components/sso/connect-form.tsx";
import { ConnectionTable } from "#components/sso/connection-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { SearchPage } from "#lib/search-page.ts";
import { requireContext } from "#server/platform/session.ts";
import { listConnections } from "#server/sso/index.ts";
import { isSsoProblem, SSO_PROBLEMS } from "#server/sso/schema.ts";
import { connectAction, disconnectAction } from "./actions.ts";

export const metadata: Metadata = { title: "Connected accounts" };

export default async function ConnectionsPage({ searchParams }: SearchPage) {
  const ctx = await requireContext();
  const { problem } = await searchParams;
  const { connections, offered } = await listConnections(ctx);
  return (
    <>
      <PageHeader
        title="Connected accounts"
        lead="Where you have an account that lets you in here. Connecting takes proof of both sides."
      />
      {isSsoProblem(problem) ? (
        <Notice tone="danger" title="Nothing was connected" className="mb-6">
          {SSO_PROBLEMS[problem]}
        </Notice>
      ) : null}
      {connections.length > 0 ? (
        <ConnectionTable connections={connections} now={ctx.now} disconnect={disconnectAction} />
      ) : (
        <EmptyState icon={<Link2 />} title="Nothing is connected">
          {offered.length > 0
            ? "Connect an account below, and you can sign in with it instead of your password."
            : "This portal offers no other way to sign in. Its administrator can add one."}
        </EmptyState>
      )}
      {offered.length > 0 ? (
        <Panel title="Connect an account" lead="You sign in there once." className="mt-8">
          <ConnectForm action={connectAction} providers={offered} />
        </Panel>
      ) : null}
    </>
  );
}
