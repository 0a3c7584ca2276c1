import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { excerptOf } from "#components/publish/excerpt.ts";
import { FindingList } from "#components/publish/finding-list.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { StatList } from "#components/ui/stat-list.tsx";
import { routes } from "#lib/routes.ts";
import { getRevision } from "#server/catalog/index.ts";
import { orNotFound } from "#server/platform/action.ts";
import { getSource } from "#server/specs/index.ts";
import { makeCurrentAction } from "../../../../../actions.ts";
import { requireOwnVersion } from "../../../../_parts/own.ts";

const MOST_SHOWN = 200;

type Params = { params: Promise<{ api: string; version: string; number: string }> };

export const metadata: Metadata = { title: "Revision" };

export default async function RevisionPage({ params }: Params) {
  const names = await params;
  const { ctx, version } = await requireOwnVersion(names.api, names.version);
  const { api, name } = version;
  const revision = await orNotFound(getRevision(ctx, { api: api.slug, version: name, number: names.number }));
  const { bytes } = await getSource(revision.documentId);
  const lines = new TextDecoder().decode(bytes).split("\n");
  const shown = revision.findings.slice(0, MOST_SHOWN);
  return (
    <>
      <PageHeader
        title={`Revision ${revision.number}`}
        aside={revision.isCurrent ? <Badge tone="good">Current</Badge> : null}
        lead={`${revision.title} ${revision.infoVersion}, uploaded as ${revision.sourceName} by ${revision.createdBy}.`}
        breadcrumbs={[
          { label: "Your APIs", href: routes.publish() },
          { label: api.name, href: routes.publishApi(api.slug) },
          { label: name, href: routes.publishVersion(api.slug, name) },
        ]}
        actions={
          version.isMine && !revision.isCurrent && version.lifecycle !== "retired" ? (
            <ConfirmButton
              label="Make current"
              title={`Return to revision ${revision.number}?`}
              confirm="Make current"
              done={`Revision ${revision.number} is current.`}
              size="md"
              isHarmless
              action={makeCurrentAction.bind(null, api.slug, name, revision.number)}
            >
              Readers see it at once, and the changelog says so. The other revisions stay.
            </ConfirmButton>
          ) : null
        }
      />
      <div className="flex flex-col gap-8">
        <StatList
          stats={[
            { label: "Operations", value: revision.operationCount.toLocaleString("en") },
            { label: "Schemas", value: revision.schemaCount.toLocaleString("en") },
            { label: "Errors", value: revision.errorCount.toLocaleString("en") },
            { label: "Warnings", value: revision.warningCount.toLocaleString("en") },
            {
              label: "Compiled in",
              value: `${(revision.compileMs / 1_000).toFixed(1)} s`,
              detail: revision.format,
            },
          ]}
        />
        <section aria-labelledby="findings" className="flex flex-col gap-4">
          <h2 id="findings" className="text-lg">
            Findings
          </h2>
          {shown.length > 0 ? (
            <FindingList
              items={shown.map((finding) => ({
                finding,
                excerpt: excerptOf(lines, finding.line, finding.column),
              }))}
            />
          ) : (
            <EmptyState icon={<CircleCheck />} title="Nothing to mend">
              The document follows every rule that was checked.
            </EmptyState>
          )}
          {revision.findings.length > shown.length ? (
            <p className="text-sm text-muted">
              The worst {MOST_SHOWN} are shown; the REST API answers the rest.
            </p>
          ) : null}
        </section>
      </div>
    </>
  );
}
