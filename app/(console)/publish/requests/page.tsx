import { DoorOpen } from "lucide-react";
import type { Metadata } from "next";
import { AccessTable } from "#components/publish/access-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listAccessRequests } from "#server/catalog/index.ts";
import { requireContext } from "#server/platform/session.ts";
import { decideAccessAction, revokeAccessAction } from "../actions.ts";

export const metadata: Metadata = { title: "Access requests" };

export default async function RequestsPage() {
  const ctx = await requireContext();
  const { isPublisher } = ctx.caller;
  const requests = isPublisher ? await listAccessRequests(ctx) : [];
  return (
    <>
      <PageHeader
        title="Access requests"
        lead="Organisations that asked to read an API of yours, and those that may."
      />
      {requests.length > 0 ? (
        <AccessTable
          requests={requests}
          now={ctx.now}
          hasApi
          decide={(id) => decideAccessAction.bind(null, id)}
          revoke={(id) => revokeAccessAction.bind(null, id)}
        />
      ) : (
        <EmptyState
          icon={<DoorOpen />}
          title={isPublisher ? "Nobody has asked" : "Your organisation publishes no APIs"}
        >
          {isPublisher
            ? "An API that is listed with access on request shows its entry to everybody; who wants to read it asks, and stands here until you answer."
            : "Publishing organisations answer here who may read their APIs."}
        </EmptyState>
      )}
    </>
  );
}
