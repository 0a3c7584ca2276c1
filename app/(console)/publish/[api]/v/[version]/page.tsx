import { FileUp } from "lucide-react";
import type { Metadata } from "next";
import { LifecycleActions } from "#components/publish/lifecycle-actions.tsx";
import { RevisionTable } from "#components/publish/revision-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LifecycleBadge } from "#components/ui/lifecycle-badge.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { listRevisions } from "#server/catalog/index.ts";
import { deprecateAction, setLifecycleAction } from "../../../actions.ts";
import { requireOwnVersion } from "../../_parts/own.ts";

type Params = { params: Promise<{ api: string; version: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { api, version } = await params;
  const own = await requireOwnVersion(api, version);
  return { title: `${own.version.api.name} ${own.version.name}` };
}

export default async function PublishVersionPage({ params }: Params) {
  const names = await params;
  const { ctx, version } = await requireOwnVersion(names.api, names.version);
  const { api, name } = version;
  const revisions = await listRevisions(ctx, { api: api.slug, version: name });
  const upload =
    version.isMine && version.lifecycle !== "retired" ? (
      <LinkButton
        href={routes.publishUpload(api.slug, name)}
        variant={revisions.length === 0 ? "primary" : "secondary"}
      >
        <FileUp aria-hidden /> {revisions.length > 0 ? "Upload a new revision" : "Upload a document"}
      </LinkButton>
    ) : null;
  return (
    <>
      <PageHeader
        title={`${api.name} ${name}`}
        aside={<LifecycleBadge lifecycle={version.lifecycle} />}
        lead={leadOf(version.lifecycle, version.sunsetAt)}
        breadcrumbs={[
          { label: "Your APIs", href: routes.publish() },
          { label: api.name, href: routes.publishApi(api.slug) },
        ]}
        actions={
          <>
            {version.revision ? <LinkButton href={routes.version(api.slug, name)}>Read it</LinkButton> : null}
            {revisions.length > 0 ? upload : null}
            {version.isMine ? (
              <LifecycleActions
                version={name}
                lifecycle={version.lifecycle}
                hasDocument={version.revision !== null}
                move={setLifecycleAction.bind(null, api.slug, name)}
                deprecate={deprecateAction.bind(null, api.slug, name)}
              />
            ) : null}
          </>
        }
      />
      {revisions.length > 0 ? (
        <RevisionTable api={api.slug} version={name} revisions={revisions} now={ctx.now} />
      ) : (
        <EmptyState icon={<FileUp />} title="No document yet" action={upload}>
          Drop a file, paste it, or give its address; or let your pipeline do it:{" "}
          <code className="text-caption">
            portico publish openapi.yaml --api {api.slug} --version {name}
          </code>
        </EmptyState>
      )}
    </>
  );
}

function leadOf(lifecycle: string, sunsetAt: Date | null): string {
  if (lifecycle === "draft") return "Only your organisation sees this version.";
  if (lifecycle === "in_review") return "Your colleagues are looking at this version; nobody else sees it.";
  if (lifecycle === "deprecated" && sunsetAt) {
    const day = sunsetAt.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
    return `Consumers can rely on this version until ${day}.`;
  }
  if (lifecycle === "retired")
    return "This version can no longer be called. Its documentation stays readable.";
  return "Everybody who may see the API reads and calls this version.";
}
