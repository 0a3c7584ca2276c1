import Link from "next/link";
import { NewVersionForm } from "#components/publish/new-version-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { LifecycleBadge } from "#components/ui/lifecycle-badge.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { routes } from "#lib/routes.ts";
import type { ApiDetail } from "#server/catalog/schema.ts";
import { createVersionAction } from "../../actions.ts";

/** The versions of an API, what each holds and what to do with it next. */
export function VersionList({ api, now }: { api: ApiDetail; now: Date }) {
  return (
    <div className="flex flex-col items-start gap-4">
      {api.versions.length === 0 ? (
        <p className="max-w-prose text-sm text-muted">
          A version is a line of the API that consumers can rely on. Open the first, such as v1, and upload
          its document.
        </p>
      ) : null}
      <ul className="w-full divide-y divide-rule rounded-lg border border-rule bg-raised empty:hidden">
        {api.versions.map((version) => (
          <li key={version.id} className="flex flex-wrap items-center justify-between gap-3 px-5 py-4">
            <div className="min-w-0">
              <p className="flex items-center gap-2">
                <Link
                  href={routes.publishVersion(api.slug, version.name)}
                  className="font-medium hover:underline"
                >
                  {version.name}
                </Link>
                <LifecycleBadge lifecycle={version.lifecycle} />
              </p>
              <p className="text-caption text-muted">
                {version.revision ? (
                  <>
                    Revision {version.revision.number}, {version.revision.operationCount.toLocaleString("en")}{" "}
                    {version.revision.operationCount === 1 ? "operation" : "operations"},{" "}
                    <RelativeTime at={version.revision.createdAt} now={now} />
                  </>
                ) : (
                  "No document yet"
                )}
              </p>
            </div>
            {api.isMine && version.lifecycle !== "retired" ? (
              <LinkButton href={routes.publishUpload(api.slug, version.name)} size="sm">
                {version.revision ? "Upload a new revision" : "Upload its document"}
              </LinkButton>
            ) : null}
          </li>
        ))}
      </ul>
      {api.isMine ? (
        <FormDialog
          trigger={<Button>Open a version</Button>}
          title="Open a version"
          description="A new line beside the others, for changes that would break those who use them. It starts as a draft."
        >
          <NewVersionForm action={createVersionAction.bind(null, api.slug)} />
        </FormDialog>
      ) : null}
    </div>
  );
}
