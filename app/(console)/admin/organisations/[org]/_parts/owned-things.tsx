import Link from "next/link";
import { VISIBILITY } from "#components/admin/api-table.tsx";
import { OwnedTable } from "#components/admin/owned-table.tsx";
import { StatusBadge } from "#components/identity/status-badge.tsx";
import { OpenDomainList } from "#components/joining/open-domain-list.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import { listOrganisationApps } from "#server/apps/index.ts";
import { listOrganisationApis } from "#server/catalog/index.ts";
import type { OrganisationDetail } from "#server/identity/schema.ts";
import { listOrganisationDomains } from "#server/joining/index.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";

interface OwnedThingsProps {
  ctx: Ctx & { caller: MemberCaller };
  organisation: OrganisationDetail;
}

/** An organisation's apps, APIs and domains, and the way to who can reach what of them. */
export async function OwnedThings({ ctx, organisation }: OwnedThingsProps) {
  const { id: orgId, teams, isPublisher } = organisation;
  const [apps, apis, domains] = await Promise.all([
    listOrganisationApps(ctx, { orgId }),
    listOrganisationApis(ctx, { orgId }),
    listOrganisationDomains(ctx, { orgId }),
  ]);
  return (
    <>
      <div className="mt-8 mb-3 flex flex-wrap items-baseline justify-between gap-3">
        <h2 className="text-base font-semibold">Apps</h2>
        {platformMay(ctx.caller.platformRole, "access.read") ? (
          <Link href={`${routes.adminAccess()}?org=${orgId}`} className="text-sm text-accent hover:underline">
            Who can reach what, and by which keys
          </Link>
        ) : null}
      </div>
      {apps.length > 0 ? (
        <OwnedTable
          caption="Apps"
          things={apps.map((app) => ({ ...app, state: <StatusBadge status={app.status} /> }))}
          teams={teams}
          now={ctx.now}
        />
      ) : (
        <p className="text-sm text-muted">None.</p>
      )}
      {isPublisher || apis.length > 0 ? (
        <>
          <h2 className="mt-8 mb-3 text-base font-semibold">APIs</h2>
          {apis.length > 0 ? (
            <OwnedTable
              caption="APIs"
              things={apis.map(({ slug, visibility, ...api }) => ({
                ...api,
                href: routes.api(slug),
                state: <Badge>{VISIBILITY[visibility]}</Badge>,
              }))}
              teams={teams}
              now={ctx.now}
            />
          ) : (
            <p className="text-sm text-muted">None that your role lets you see.</p>
          )}
        </>
      ) : null}
      {domains.length > 0 ? (
        <>
          <h2 className="mt-8 mb-3 text-base font-semibold">Domains</h2>
          <OpenDomainList domains={domains} />
        </>
      ) : null}
    </>
  );
}
