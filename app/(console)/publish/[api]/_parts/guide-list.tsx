import Link from "next/link";
import { GuideForm } from "#components/publish/guide-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { routes } from "#lib/routes.ts";
import type { ApiDetail, GuideDetail } from "#server/catalog/schema.ts";
import { deleteGuideAction, writeGuideAction } from "../../actions.ts";

/** The guides of an API, to write and rewrite. */
export function GuideList({ api, guides }: { api: ApiDetail; guides: readonly GuideDetail[] }) {
  const write = writeGuideAction.bind(null, api.slug);
  return (
    <div className="flex flex-col items-start gap-4">
      {guides.length === 0 ? (
        <p className="max-w-prose text-sm text-muted">
          A guide says what the reference cannot: what to build first, how things belong together, what to do
          when it fails.
        </p>
      ) : (
        <ul className="w-full divide-y divide-rule rounded-lg border border-rule bg-raised">
          {guides.map((guide) => (
            <li key={guide.id} className="flex flex-wrap items-center justify-between gap-3 px-5 py-4">
              <div className="min-w-0">
                <Link href={routes.apiGuide(api.slug, guide.slug)} className="font-medium hover:underline">
                  {guide.title}
                </Link>
                <p className="text-caption text-muted">{guide.summary}</p>
              </div>
              {api.isMine ? (
                <span className="flex gap-2">
                  <FormDialog trigger={<Button size="sm">Rewrite</Button>} title={guide.title}>
                    <GuideForm guide={guide} action={write} />
                  </FormDialog>
                  <ConfirmButton
                    label="Delete"
                    title={`Delete “${guide.title}”?`}
                    confirm="Delete guide"
                    done="Deleted."
                    action={deleteGuideAction.bind(null, api.slug, guide.slug)}
                  >
                    Its text is lost, and links to it lead nowhere.
                  </ConfirmButton>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {api.isMine ? (
        <FormDialog trigger={<Button>Write a guide</Button>} title="Write a guide">
          <GuideForm action={write} />
        </FormDialog>
      ) : null}
    </div>
  );
}
