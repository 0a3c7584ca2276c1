import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ExposureTable } from "#components/identity/exposure-table.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { isAllowed } from "#lib/organisation-permissions.ts";
import { routes } from "#lib/routes.ts";
import { getExposure } from "#server/identity/index.ts";
import { orNotFound } from "#server/platform/action.ts";
import { requireContext } from "#server/platform/session.ts";
import { removeMemberAction } from "../../actions.ts";

export const metadata: Metadata = { title: "Member" };

export default async function MemberPage({ params }: { params: Promise<{ user: string }> }) {
  const ctx = await requireContext();
  const { caller } = ctx;
  if (!isAllowed(caller.role, "read_activity")) notFound();
  const { user: userId } = await params;
  const { name, email, role, leftAt, wasRemoved, things } = await orNotFound(getExposure(ctx, { userId }));
  const open = things.filter(({ isOpen }) => isOpen).length;
  const mayRemove = !leftAt && userId !== caller.userId && (role !== "owner" || caller.role === "owner");
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Organisation", href: routes.organisation() }]}
        title={name}
        lead={`${email}, ${leftAt ? `was ${role} and ${wasRemoved ? "was removed" : "left"}` : role}. What they made stays with its team.`}
        actions={
          mayRemove ? (
            <ConfirmButton
              label="Remove member"
              variant="danger"
              size="md"
              title={`Remove ${name} from ${caller.orgName}?`}
              confirm="Remove member"
              done={`${name} was removed`}
              action={removeMemberAction.bind(null, caller.orgId, userId)}
            >
              Their access tokens for {caller.orgName} are revoked. Apps, keys and APIs stay with their teams.
              {open > 0 ? ` Secrets they saw that still work: ${open}. This page keeps the list.` : ""}
            </ConfirmButton>
          ) : null
        }
      />
      {open > 0 ? (
        <Notice tone="attention" title={`Secrets they saw that still work: ${open}`} className="mb-5">
          Issue a new one, put it where the old one is used, then revoke the old one.
        </Notice>
      ) : null}
      {things.length > 0 ? (
        <ExposureTable things={things} now={ctx.now} />
      ) : (
        <EmptyState icon={<ShieldCheck />} title="Nothing made, no secret seen">
          Apps and APIs they register and keys and secrets they are shown are listed here.
        </EmptyState>
      )}
    </>
  );
}
