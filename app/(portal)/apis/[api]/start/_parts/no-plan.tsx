import { Package } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { routes } from "#lib/routes.ts";
import type { ApiDetail } from "#server/catalog/schema.ts";

/** What somebody who came for a key can do instead, and what its publisher does about it. */
export function NoPlan({ api }: { api: ApiDetail }) {
  return (
    <EmptyState
      icon={<Package />}
      title="This API has no plan yet"
      action={
        api.isMine ? (
          <LinkButton href={routes.publishApi(api.slug)} variant="primary">
            Add a plan
          </LinkButton>
        ) : (
          <LinkButton href={api.latest ? routes.version(api.slug, api.latest.name) : routes.api(api.slug)}>
            Read the reference
          </LinkButton>
        )
      }
    >
      {api.isMine
        ? "Without a plan nobody can have a key, not even for the sandbox. A plan says how much may be called, and on what terms."
        : `${api.owner.name} has not said on which terms it may be used, so the portal has no key to give. A credential that you have from ${api.owner.name} works with the API’s live servers, in the samples and in the console. For a key of this portal, ask ${api.owner.name} to add a plan.`}
    </EmptyState>
  );
}
