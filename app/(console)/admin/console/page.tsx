import { Network } from "lucide-react";
import type { Metadata } from "next";
import { RelayHostForm } from "#components/admin/relay-host-form.tsx";
import { RelayHostTable } from "#components/admin/relay-host-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { platformMay } from "#lib/platform-permissions.ts";
import { listRelayHosts } from "#server/console/index.ts";
import { env } from "#server/platform/env.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { allowRelayHostAction, removeRelayHostAction } from "./actions.ts";

export const metadata: Metadata = { title: "Console" };

export default async function AdminConsolePage() {
  const ctx = await requirePlatformContext("settings.read");
  const mayWrite = platformMay(ctx.caller.platformRole, "settings.write");
  const hosts = await listRelayHosts(ctx);
  return (
    <>
      <PageHeader
        title="Console"
        lead="Signed-in people call live servers from the documentation, through this portal. It calls the servers that the API's published document names, the token addresses of its security schemes, and the hosts listed here."
      />
      {env().CONSOLE_RELAY ? null : (
        <Notice tone="attention" title="Calls to live servers are switched off" className="mb-6">
          CONSOLE_RELAY=0 is set, so the console offers the sandbox only. The list is kept.
        </Notice>
      )}
      {hosts.length > 0 ? (
        <RelayHostTable hosts={hosts} now={ctx.now} remove={mayWrite ? removeRelayHostAction : undefined} />
      ) : (
        <EmptyState icon={<Network />} title="No further hosts">
          Most portals need none. Allow a host when APIs share a server that their documents do not name, such
          as a sign-in server.
        </EmptyState>
      )}
      {mayWrite ? (
        <Panel title="Allow a host" lead="For everybody's console, whichever API they read." className="mt-8">
          {/* Another list means that it was done: an empty form is for the next host. */}
          <RelayHostForm key={hosts.map(({ id }) => id).join()} action={allowRelayHostAction} />
        </Panel>
      ) : null}
    </>
  );
}
