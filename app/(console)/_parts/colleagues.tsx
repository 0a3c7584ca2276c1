import {
  joinOrganisationAction,
  requestToJoinAction,
  withdrawJoinRequestAction,
} from "#app/(console)/organisation/joining-actions.ts";
import { JoinOffers } from "#components/joining/join-offers.tsx";
import { listJoinOffers } from "#server/joining/index.ts";
import type { Ctx } from "#server/platform/context.ts";

/** The organisations that the person's address opens, wherever somebody may look for their colleagues. */
export async function Colleagues({ ctx }: { ctx: Ctx }) {
  const offers = await listJoinOffers(ctx);
  if (offers.length === 0) return null;
  return (
    <JoinOffers
      offers={offers}
      now={ctx.now}
      join={joinOrganisationAction}
      ask={requestToJoinAction}
      withdraw={withdrawJoinRequestAction}
    />
  );
}
