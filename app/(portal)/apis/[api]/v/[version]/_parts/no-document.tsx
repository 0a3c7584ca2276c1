import { Upload } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import type { LoadedVersion } from "../../../../_parts/load.ts";

/** A version before its first upload; its owner is told what to do. */
export function NoDocument({ version }: { version: LoadedVersion }) {
  const { api, name, isMine } = version;
  return (
    <>
      <PageHeader
        title={`${api.name} ${name}`}
        breadcrumbs={[
          { label: "APIs", href: routes.catalog() },
          { label: api.name, href: routes.api(api.slug) },
        ]}
      />
      <EmptyState
        icon={<Upload />}
        title="No document has been published for this version yet"
        action={
          isMine ? (
            <LinkButton variant="primary" href={routes.publishUpload(api.slug, name)}>
              Publish a document
            </LinkButton>
          ) : (
            <LinkButton href={routes.api(api.slug)}>Back to {api.name}</LinkButton>
          )
        }
      >
        Its operations and schemas appear here as soon as there is one.
      </EmptyState>
    </>
  );
}
