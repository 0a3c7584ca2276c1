import type { Metadata } from "next";
import { Colleagues } from "#app/(console)/_parts/colleagues.tsx";
import { ProfileForm } from "#components/identity/profile-form.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { listMyOrganisations } from "#server/identity/index.ts";
import { requireContext } from "#server/platform/session.ts";
import { updateProfileAction } from "./actions.ts";

export const metadata: Metadata = { title: "Profile" };

export default async function AccountPage() {
  const ctx = await requireContext();
  const organisations = await listMyOrganisations(ctx);
  const { name, email, isEmailVerified } = ctx.caller;
  return (
    <>
      <PageHeader title="Profile" lead="Who you are here." />
      <Colleagues ctx={ctx} />
      <div className="flex flex-col gap-6">
        <Panel title="You">
          <div className="flex flex-col gap-5">
            <DescriptionList
              items={[
                {
                  term: "E-mail",
                  value: (
                    <span className="flex flex-wrap items-center gap-2">
                      <span className="break-all">{email}</span>
                      {isEmailVerified ? (
                        <Badge tone="good">Confirmed</Badge>
                      ) : (
                        <Badge tone="attention">Not confirmed</Badge>
                      )}
                    </span>
                  ),
                },
                {
                  term: "Organisations",
                  value: organisations.map(({ name: orgName, role }) => `${orgName} (${role})`).join(", "),
                },
              ]}
            />
            <ProfileForm action={updateProfileAction} name={name} />
          </div>
        </Panel>
      </div>
    </>
  );
}
