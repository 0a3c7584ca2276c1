import type { Metadata } from "next";
import { UploadForm } from "#components/publish/upload-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { publishFromUrlAction } from "../../../../actions.ts";
import { requireOwnVersion } from "../../../_parts/own.ts";

export const metadata: Metadata = { title: "Upload a document" };

export default async function UploadPage({ params }: { params: Promise<{ api: string; version: string }> }) {
  const names = await params;
  const { version } = await requireOwnVersion(names.api, names.version);
  const { api, name, lifecycle } = version;
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
      <UploadForm
        api={api.slug}
        version={name}
        publishFromUrl={publishFromUrlAction.bind(null, api.slug, name)}
      />
    </>
  );
}
