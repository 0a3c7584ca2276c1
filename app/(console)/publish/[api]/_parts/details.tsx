import { EditApiForm } from "#components/publish/edit-api-form.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { mayPublish } from "#lib/publishing-permissions.ts";
import type { ApiDetail } from "#server/catalog/schema.ts";
import { deleteApiAction, updateApiAction } from "../../actions.ts";

/** What an API says of itself, for those who may change it; and its end, before anything was published. */
export function Details({ api }: { api: ApiDetail }) {
  if (!api.isMine) {
    return (
      <p className="text-sm text-muted">
        Only editors and owners of this API change these. The tab People says who they are.
      </p>
    );
  }
  const { slug, name, summary, descriptionMd, category, tags, supportUrl } = api;
  const { visibility, listing, audiences } = api;
  return (
    <div className="flex max-w-2xl flex-col gap-8">
      <EditApiForm
        api={{ name, summary, descriptionMd, category, tags, visibility, listing, supportUrl, audiences }}
        maySetVisibility={mayPublish(api.role, "set_visibility")}
        action={updateApiAction.bind(null, slug)}
      />
      {!mayPublish(api.role, "delete") || api.versions.some(({ publishedAt }) => publishedAt) ? null : (
        <ConfirmButton
          label="Delete API"
          title={`Delete ${name}?`}
          confirm="Delete API"
          done="Deleted."
          variant="danger"
          size="md"
          nameToType={name}
          action={deleteApiAction.bind(null, slug)}
        >
          All of its versions, revisions, guides and changes are lost. Once a version is published this is no
          longer possible.
        </ConfirmButton>
      )}
    </div>
  );
}
