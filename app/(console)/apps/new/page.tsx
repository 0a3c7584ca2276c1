import type { Metadata } from "next";
import { RegisterAppForm } from "#components/apps/register-app-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { requireContext } from "#server/platform/session.ts";
import { registerAppAction } from "../actions.ts";

export const metadata: Metadata = { title: "Register an app" };

export default async function NewAppPage() {
  await requireContext();
  return (
    <div className="max-w-prose">
      <PageHeader
        breadcrumbs={[{ label: "Apps", href: routes.apps() }]}
        title="Register an app"
        lead="An app stands for one thing that calls: a website, a script, a service. Keys, plans and usage belong to it."
      />
      <RegisterAppForm action={registerAppAction} />
    </div>
  );
}
