import { ChangeForm } from "#components/publish/change-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ApiDetail } from "#server/catalog/schema.ts";
import { addChangeAction } from "../../actions.ts";

/** What consumers were told lately. */
export function ChangeList({ api, now }: { api: ApiDetail; now: Date }) {
  return (
    <div className="flex flex-col items-start gap-4">
      {api.changes.length === 0 ? (
        <p className="max-w-prose text-sm text-muted">
          Publishing, deprecating and new revisions are written down here by themselves. Add what they do not
          say.
        </p>
      ) : (
        <ul className="w-full divide-y divide-rule rounded-lg border border-rule bg-raised">
          {api.changes.map((change) => (
            <li key={change.id} className="flex flex-wrap justify-between gap-3 px-5 py-3 text-sm">
              <span>{change.title}</span>
              <span className="text-muted">
                <RelativeTime at={change.at} now={now} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {api.isMine ? (
        <FormDialog trigger={<Button>Add an entry</Button>} title="Tell consumers of a change">
          <ChangeForm
            action={addChangeAction.bind(null, api.slug)}
            versions={api.versions.map(({ name }) => name)}
          />
        </FormDialog>
      ) : null}
    </div>
  );
}
