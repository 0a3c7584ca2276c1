import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { PublishTermsForm } from "#components/terms/publish-terms-form.tsx";
import { TermsTable } from "#components/terms/terms-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { platformMay } from "#lib/platform-permissions.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { getTermsDraft, listTerms } from "#server/terms/index.ts";
import { publishTermsAction } from "./actions.ts";

export const metadata: Metadata = { title: "Terms of use" };

export default async function AdminTermsPage() {
  const ctx = await requirePlatformContext("settings.read");
  const { platformRole } = ctx.caller;
  const [versions, draft] = [await listTerms(ctx), await getTermsDraft(ctx)];
  return (
    <>
      <PageHeader
        title="Terms of use"
        lead="What people accept when they sign up, and again when a new version comes into force. Published versions never change."
      />
      {versions.length > 0 ? (
        <TermsTable versions={versions} now={ctx.now} mayExport={platformMay(platformRole, "audit.read")} />
      ) : (
        <EmptyState icon={<ScrollText />} title="No terms yet">
          Nobody is asked to accept anything. Publish a first version, and everybody is asked once it is in
          force.
        </EmptyState>
      )}
      {platformMay(platformRole, "settings.write") ? (
        <Panel
          title={versions.length > 0 ? "Publish a new version" : "Publish the first version"}
          lead="People are asked on their next page; programs with access tokens are refused what is new until their owner has accepted."
          className="mt-8"
        >
          {/* Another version means that it was done: the form begins with its text. */}
          <PublishTermsForm key={versions[0]?.number ?? 0} draft={draft} action={publishTermsAction} />
        </Panel>
      ) : null}
    </>
  );
}
