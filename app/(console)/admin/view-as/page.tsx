import type { Metadata } from "next";
import Link from "next/link";
import { ViewAsForm } from "#components/admin/view-as-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { includesRole, PLATFORM_ROLE_NAMES, PLATFORM_ROLES } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { startViewAction } from "./actions.ts";

export const metadata: Metadata = { title: "View as" };

export default async function AdminViewAsPage() {
  const { caller } = await requirePlatformContext("view_as");
  const roles = PLATFORM_ROLES.filter(
    (role) => role !== caller.platformRole && includesRole(caller.platformRole, role),
  );
  return (
    <>
      <PageHeader
        title="View as"
        lead="See the portal through somebody else's eyes for 30 minutes. A banner on every page says so; nothing can be changed meanwhile, and no secret is shown."
      />
      <div className="grid gap-6 lg:grid-cols-2">
        <Panel title="A person" lead="They are told by mail.">
          <p className="text-sm text-muted">
            Find them among the{" "}
            <Link href={routes.adminUsers()} className="text-accent underline">
              users
            </Link>{" "}
            and start on their page.
          </p>
        </Panel>
        <Panel title="A role of an organisation" lead="As a member with that role would see it.">
          <p className="text-sm text-muted">
            Find it among the{" "}
            <Link href={routes.adminOrganisations()} className="text-accent underline">
              organisations
            </Link>{" "}
            and start on its page.
          </p>
        </Panel>
        <Panel title="A role of the portal" lead="In your own organisation, with less in your hands.">
          <ViewAsForm
            fixed={{}}
            choice={{
              name: "platformRole",
              options: roles.map((value) => ({ value, label: PLATFORM_ROLE_NAMES[value] })),
            }}
            action={startViewAction}
          />
        </Panel>
      </div>
    </>
  );
}
