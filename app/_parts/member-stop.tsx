import { LookOnly } from "#components/apps/look-only.tsx";
import { listMyOrganisations } from "#server/identity/index.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import { switchOrganisationAction } from "./session-actions.ts";

interface MemberStopProps {
  ctx: Ctx;
  caller: MemberCaller;
  /** What would be made here: "apps and keys". */
  things: string;
  /** The page that they come back to in their personal space; left out where that does not help. */
  next?: string | undefined;
}

/** For pages that make what this member may not make: viewers make nothing, developers what belongs to a team of theirs. */
export async function MemberStop({ ctx, caller, things, next }: MemberStopProps) {
  const own = next && (await listMyOrganisations(ctx)).find((org) => org.isPersonal && !org.isCurrent);
  return (
    <LookOnly
      orgName={caller.orgName}
      isViewer={caller.role === "viewer"}
      things={things}
      elsewhere={own && next ? { ...own, next } : null}
      switchOrganisation={switchOrganisationAction}
    />
  );
}
