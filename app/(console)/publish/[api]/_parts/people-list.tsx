import { GrantRoleForm } from "#components/publish/grant-role-form.tsx";
import { PeopleTable } from "#components/publish/people-table.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { mayPublish } from "#lib/publishing-permissions.ts";
import { listPublishingPeople } from "#server/catalog/index.ts";
import type { ApiDetail } from "#server/catalog/schema.ts";
import type { Ctx } from "#server/platform/context.ts";
import { grantRoleAction, revokeRoleAction } from "../../actions.ts";

/** Who may do what for this API. */
export async function PeopleList({ ctx, api }: { ctx: Ctx; api: ApiDetail }) {
  const people = await listPublishingPeople(ctx, { api: api.slug });
  const mayName = mayPublish(api.role, "set_roles");
  const others = people.filter(({ role }) => role !== "owner");
  return (
    <div className="flex flex-col gap-6">
      <PeopleTable
        people={people}
        apiName={api.name}
        {...(mayName && { revoke: (id: string) => revokeRoleAction.bind(null, id) })}
      />
      {mayName && others.length > 0 ? (
        <Panel
          title="Give somebody a role for this API"
          lead="Beside what their role in the organisation allows."
        >
          <GrantRoleForm people={others} action={grantRoleAction.bind(null, api.slug)} />
        </Panel>
      ) : null}
    </div>
  );
}
