import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import type { Answer } from "#lib/answer.ts";
import type { OrganisationSummary } from "#server/identity/schema.ts";

interface OrganisationVerbs {
  suspend: (orgId: string) => Promise<Answer<unknown>>;
  restore: (orgId: string) => Promise<Answer<unknown>>;
  setPublisher: (orgId: string, isPublisher: boolean) => Promise<Answer<unknown>>;
}

/** What an administrator can do about an organisation. */
export function OrganisationActions({
  organisation,
  verbs,
  maySuspend,
  mayApprove,
}: {
  organisation: OrganisationSummary;
  verbs: OrganisationVerbs;
  maySuspend: boolean;
  mayApprove: boolean;
}) {
  const { id, name, isPublisher, status } = organisation;
  return (
    <>
      {mayApprove ? (
        <ConfirmButton
          size="md"
          label={isPublisher ? "Stop publishing" : "Allow publishing"}
          title={isPublisher ? `Take the right to publish from ${name}?` : `Let ${name} publish APIs?`}
          confirm={isPublisher ? "Stop publishing" : "Allow publishing"}
          done={isPublisher ? `${name} no longer publishes` : `${name} may publish`}
          isHarmless={!isPublisher}
          action={verbs.setPublisher.bind(null, id, !isPublisher)}
        >
          {isPublisher
            ? "Its APIs stay as they are, but nobody can change or add any."
            : "Its members get the publishing area and may add APIs that everybody here can find."}
        </ConfirmButton>
      ) : null}
      {!maySuspend ? null : status === "active" ? (
        <ConfirmButton
          size="md"
          label="Suspend"
          title={`Suspend ${name}?`}
          confirm="Suspend organisation"
          done={`${name} is suspended`}
          nameToType={name}
          action={verbs.suspend.bind(null, id)}
        >
          Its members can no longer act for it, and every key and token of its apps is refused within a
          second. Nothing is deleted; restoring brings all of it back.
        </ConfirmButton>
      ) : (
        <ConfirmButton
          size="md"
          label="Restore"
          title={`Restore ${name}?`}
          confirm="Restore organisation"
          done={`${name} works again`}
          isHarmless
          action={verbs.restore.bind(null, id)}
        >
          Its members can act for it again and its apps' credentials are accepted again.
        </ConfirmButton>
      )}
    </>
  );
}
