import type { Metadata } from "next";
import { MemberStop } from "#app/_parts/member-stop.tsx";
import { RegisterAppForm } from "#components/apps/register-app-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { isAllowedFor, isAllowedSomewhere } from "#lib/organisation-permissions.ts";
import { routes } from "#lib/routes.ts";
import { getOrganisation } from "#server/identity/index.ts";
import { requireContext } from "#server/platform/session.ts";
import { registerAppAction } from "../actions.ts";

export const metadata: Metadata = { title: "Register an app" };

export default async function NewAppPage() {
  const ctx = await requireContext();
  const { teams } = await getOrganisation(ctx, { orgId: ctx.caller.orgId });
  const own = teams.filter(({ id }) => isAllowedFor(ctx.caller, "keep_apps", id));
  return (
    <div className="max-w-prose">
      <PageHeader
        breadcrumbs={[{ label: "Apps", href: routes.apps() }]}
        title="Register an app"
        lead="An app stands for one thing that calls: a website, a script, a service. Keys, plans and usage belong to it."
      />
      {isAllowedSomewhere(ctx.caller, "keep_apps") ? (
        <RegisterAppForm action={registerAppAction.bind(null, ctx.caller.orgId)} teams={own} />
      ) : (
        <MemberStop ctx={ctx} caller={ctx.caller} things="apps and keys" next={routes.newApp()} />
      )}
    </div>
  );
}
