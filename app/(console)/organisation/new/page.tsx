import type { Metadata } from "next";
import { NewOrganisationForm } from "#components/identity/new-organisation-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { routes } from "#lib/routes.ts";
import { requireContext } from "#server/platform/session.ts";
import { foundOrganisationAction } from "../actions.ts";

export const metadata: Metadata = { title: "Create an organisation" };

export default async function NewOrganisationPage() {
  await requireContext();
  return (
    <>
      <PageHeader
        title="Create an organisation"
        lead="You become its owner and can invite others right away. Your personal space stays as it is."
        breadcrumbs={[{ label: "Organisation", href: routes.organisation() }]}
      />
      <Panel>
        <NewOrganisationForm action={foundOrganisationAction} />
      </Panel>
    </>
  );
}
