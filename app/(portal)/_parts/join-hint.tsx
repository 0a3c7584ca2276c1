import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { routes } from "#lib/routes.ts";
import { listMyOrganisations } from "#server/identity/index.ts";
import { listJoinOffers } from "#server/joining/index.ts";
import type { Ctx } from "#server/platform/context.ts";

/** Tells newcomers who work alone so far that their address opens an organisation. */
export async function JoinHint({ ctx }: { ctx: Ctx }) {
  if (ctx.caller.kind !== "member") return null;
  const offer = (await listJoinOffers(ctx)).find(({ request }) => !request);
  if (!offer) return null;
  const isAlone = (await listMyOrganisations(ctx)).every(({ isPersonal }) => isPersonal);
  if (!isAlone) return null;
  return (
    <Notice
      title={`${offer.orgName} is here`}
      action={<LinkButton href={routes.organisation()}>See how to join</LinkButton>}
      className="mt-7 max-w-2xl"
    >
      Your address is at {offer.domain}: you can {offer.isAtOnce ? "join" : "ask to join"} and share apps and
      keys with your colleagues.
    </Notice>
  );
}
