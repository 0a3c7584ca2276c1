import { DoorOpen } from "lucide-react";
import { AccessTable } from "#components/publish/access-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listAccessRequests } from "#server/catalog/index.ts";
import type { ApiDetail } from "#server/catalog/schema.ts";
import type { Ctx } from "#server/platform/context.ts";
import { decideAccessAction, revokeAccessAction } from "../../actions.ts";

/** Who asked for this API, and who was given it. */
export async function AccessList({ ctx, api }: { ctx: Ctx; api: ApiDetail }) {
  const requests = await listAccessRequests(ctx, { api: api.slug });
  if (requests.length === 0) {
    return (
      <EmptyState icon={<DoorOpen />} title="Nobody has asked">
        {api.visibility === "on_request"
          ? "Organisations that find this API in the catalog can ask to read it. They stand here until somebody answers."
          : "This API is not given on request. Choose “Listed, access on request” under Details and audience, and organisations can ask for it."}
      </EmptyState>
    );
  }
  return (
    <AccessTable
      requests={requests}
      now={ctx.now}
      decide={(id) => decideAccessAction.bind(null, id)}
      revoke={(id) => revokeAccessAction.bind(null, id)}
    />
  );
}
