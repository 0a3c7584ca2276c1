import type { Metadata } from "next";
import { MemberStop } from "#app/_parts/member-stop.tsx";
import { NewApiForm } from "#components/publish/new-api-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { mayCreateApi } from "#server/catalog/index.ts";
import { requireContext } from "#server/platform/session.ts";
import { NotPublishing } from "../_parts/not-publishing.tsx";
import { createApiAction } from "../actions.ts";

export const metadata: Metadata = { title: "New API" };

export default async function NewApiPage() {
  const ctx = await requireContext();
  const { caller } = ctx;
  return (
    <>
      <PageHeader
        title="New API"
        lead="An entry of the catalog. Its document comes next; nobody else sees it before you publish a version."
        breadcrumbs={[{ label: "Your APIs", href: routes.publish() }]}
      />
      <div className="max-w-2xl">
        {!caller.isPublisher ? (
          <NotPublishing orgName={caller.orgName} />
        ) : (await mayCreateApi(ctx)) ? (
          <NewApiForm action={createApiAction.bind(null, caller.orgId)} />
        ) : (
          <MemberStop ctx={ctx} caller={caller} things="APIs" />
        )}
      </div>
    </>
  );
}
