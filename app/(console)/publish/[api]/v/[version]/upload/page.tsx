import { Lock } from "lucide-react";
import type { Metadata } from "next";
import { UploadForm } from "#components/publish/upload-form.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { publishFromUrlAction } from "../../../../actions.ts";
import { requireOwnVersion } from "../../../_parts/own.ts";

export const metadata: Metadata = { title: "Upload a document" };

export default async function UploadPage({ params }: { params: Promise<{ api: string; version: string }> }) {
  const names = await params;
  const { version } = await requireOwnVersion(names.api, names.version);
  const { api, name, lifecycle, isMine } = version;
  return (
    <>
      <PageHeader
        title="Upload a document"
        lead={
          lifecycle === "published" || lifecycle === "deprecated"
            ? `Readers of ${api.name} ${name} see it at once; errors against the specification are listed for you to mend. You can go back to the present one.`
            : `It becomes the document of ${name}; errors against the specification are listed for you to mend. Only your organisation sees ${name} until you publish the version itself.`
        }
        breadcrumbs={[
          { label: "Your APIs", href: routes.publish() },
          { label: api.name, href: routes.publishApi(api.slug) },
          { label: name, href: routes.publishVersion(api.slug, name) },
        ]}
      />
      {isMine && lifecycle !== "retired" ? (
        <UploadForm
          api={api.slug}
          version={name}
          publishFromUrl={publishFromUrlAction.bind(null, api.slug, name)}
        />
      ) : (
        <EmptyState
          icon={<Lock />}
          title={isMine ? `${name} is retired` : `You look at ${api.name}, and change nothing`}
          action={
            <LinkButton href={isMine ? routes.publishApi(api.slug) : routes.publishVersion(api.slug, name)}>
              Back to {isMine ? api.name : name}
            </LinkButton>
          }
        >
          {isMine
            ? "A retired version takes no documents. Open a new version instead."
            : "Its editors and owners upload documents. An owner gives these roles on the API's page, under People."}
        </EmptyState>
      )}
    </>
  );
}
