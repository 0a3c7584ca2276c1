import { PlatformRoleForm } from "#components/admin/platform-role-form.tsx";
import { ViewAsForm } from "#components/admin/view-as-form.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { includesRole, mayGovern, PLATFORM_ROLES, platformMay } from "#lib/platform-permissions.ts";
import type { UserDetail } from "#server/identity/schema.ts";
import type { MemberCaller } from "#server/platform/context.ts";
import { startViewAction } from "../../../view-as/actions.ts";
import { setPlatformRoleAction } from "../../actions.ts";

/** The role of a person and the look through their eyes, as far as the caller's own role reaches. */
export function Powers({ caller, user }: { caller: MemberCaller; user: UserDetail }) {
  const { platformRole: own } = caller;
  if (user.id === caller.userId || user.status !== "active") return null;
  const roles = PLATFORM_ROLES.filter((role) => mayGovern(own, role));
  const mayView = platformMay(own, "view_as") && includesRole(own, user.platformRole);
  return (
    <div className="grid items-start gap-6 xl:grid-cols-2">
      {roles.includes(user.platformRole) ? (
        <Panel title="Platform role" lead="Takes effect at once; a mail tells them.">
          <PlatformRoleForm
            userId={user.id}
            role={user.platformRole}
            roles={roles}
            action={setPlatformRoleAction}
          />
        </Panel>
      ) : null}
      {mayView ? (
        <Panel title={`View as ${user.name}`} lead="For 30 minutes; a mail tells them who looked and why.">
          <ViewAsForm
            fixed={{ userId: user.id }}
            mayAct={platformMay(own, "view_as.write")}
            action={startViewAction}
          />
        </Panel>
      ) : null}
    </div>
  );
}
