import type { Metadata } from "next";
import { SessionTable } from "#components/identity/session-table.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listSessions } from "#server/identity/index.ts";
import { requireContext } from "#server/platform/session.ts";
import { revokeOtherSessionsAction, revokeSessionAction } from "../actions.ts";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage() {
  const ctx = await requireContext();
  const sessions = await listSessions(ctx);
  return (
    <>
      <PageHeader
        title="Sessions"
        lead="Where you are signed in. A session you end is refused from its next request on."
        actions={
          sessions.length > 1 ? (
            <ConfirmButton
              label="End all others"
              title="End all other sessions?"
              confirm="End the others"
              done="All other sessions ended"
              size="md"
              action={revokeOtherSessionsAction}
            >
              Every browser but this one has to sign in again.
            </ConfirmButton>
          ) : null
        }
      />
      <SessionTable sessions={sessions} now={ctx.now} revoke={revokeSessionAction} />
    </>
  );
}
