import { AtSign } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { AddDomainForm } from "#components/joining/add-domain-form.tsx";
import { DomainPanel } from "#components/joining/domain-panel.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { isAllowed } from "#lib/organisation-permissions.ts";
import { routes } from "#lib/routes.ts";
import { getOrganisation } from "#server/identity/index.ts";
import { listDomains } from "#server/joining/index.ts";
import { requireContext } from "#server/platform/session.ts";
import {
  addDomainAction,
  removeDomainAction,
  setDomainJoiningAction,
  verifyDomainAction,
} from "./actions.ts";

export const metadata: Metadata = { title: "Domains" };

const VERBS = { verify: verifyDomainAction, setJoining: setDomainJoiningAction, remove: removeDomainAction };

export default async function DomainsPage() {
  const ctx = await requireContext();
  const { caller } = ctx;
  if (!isAllowed(caller.role, "keep_domains")) notFound();
  const { isPersonal, name, teams } = await getOrganisation(ctx, { orgId: caller.orgId });
  const domains = isPersonal ? [] : await listDomains(ctx);
  return (
    <>
      <PageHeader
        title="Domains"
        breadcrumbs={[{ label: "Organisation", href: routes.organisation() }]}
        lead={
          <>
            Let colleagues into {name} by their address instead of inviting them one by one.{" "}
            <Link href={routes.guide("organisations")} className="text-accent underline">
              How this works
            </Link>
          </>
        }
      />
      {isPersonal ? (
        <EmptyState
          icon={<AtSign />}
          title="Nobody joins a personal space"
          action={<LinkButton href={routes.newOrganisation()}>Create an organisation</LinkButton>}
        >
          An organisation that you create can prove a domain, and people with an address there can join it.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-6">
          {domains.map((domain) => (
            <DomainPanel key={domain.id} domain={domain} teams={teams} now={ctx.now} verbs={VERBS} />
          ))}
          <Panel
            title={domains.length > 0 ? "Another domain" : "Your first domain"}
            lead="You prove that it is yours by a record in its DNS. Nothing opens until you say so."
          >
            <AddDomainForm action={addDomainAction.bind(null, caller.orgId)} />
          </Panel>
        </div>
      )}
    </>
  );
}
