import Link from "next/link";
import { counted } from "#lib/format.ts";
import { routes } from "#lib/routes.ts";
import type { ApiSummary } from "#server/catalog/schema.ts";
import { LifecycleBadge } from "../ui/lifecycle-badge.tsx";

/** The most used APIs as a directory: what each does, whose it is, and in which state. */
export function PopularApis({ apis }: { apis: readonly ApiSummary[] }) {
  return (
    <ol className="border-t border-rule">
      {apis.map((api) => (
        <li
          key={api.id}
          className="group/row relative grid gap-x-8 gap-y-2 border-b border-rule py-4.5 sm:grid-cols-[minmax(0,1fr)_9.5rem]"
        >
          <div className="min-w-0">
            <h3 className="text-lg">
              <Link
                href={routes.api(api.slug)}
                className="after:absolute after:inset-0 group-hover/row:text-accent group-hover/row:underline group-hover/row:decoration-accent-line group-hover/row:underline-offset-4"
              >
                {api.name}
              </Link>
            </h3>
            <p className="mt-0.5 text-sm text-muted">{api.summary}</p>
            <p className="mt-1.5 text-caption text-faint">
              {api.owner.name}
              {api.planCount > 0 ? ` · ${api.hasInstantPlan ? "key at once" : "key after approval"}` : ""}
            </p>
          </div>
          {api.latest ? (
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1 sm:flex-col sm:items-end sm:justify-center">
              <span className="flex items-center gap-2">
                <span className="font-mono text-caption text-muted">{api.latest.name}</span>
                <LifecycleBadge lifecycle={api.latest.lifecycle} />
              </span>
              <span className="text-caption text-faint tabular-nums">
                {counted(api.latest.operationCount, "operation")}
              </span>
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
