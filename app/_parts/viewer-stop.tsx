import { LookOnly } from "#components/apps/look-only.tsx";
import { listMyOrganisations } from "#server/identity/index.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import { switchOrganisationAction } from "./session-actions.ts";

interface ViewerStopProps {
  ctx: Ctx;
  caller: MemberCaller;
  /** The page that they come back to in their personal space. */
  next: string;
}

/** For pages that make what a viewer may not make. */
export async function ViewerStop({ ctx, caller, next }: ViewerStopProps) {
  const own = (await listMyOrganisations(ctx)).find(({ isPersonal, isCurrent }) => isPersonal && !isCurrent);
  return (
    <LookOnly
      orgName={caller.orgName}
      personal={own ?? null}
      next={next}
      switchOrganisation={switchOrganisationAction}
    />
  );
}
