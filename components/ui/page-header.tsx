import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "./breadcrumbs.tsx";

interface PageHeaderProps {
  title: ReactNode;
  lead?: ReactNode;
  /** Badges beside the title. */
  aside?: ReactNode;
  actions?: ReactNode;
  breadcrumbs?: readonly Crumb[];
}

/** The top of a page, with its only h1: `<PageHeader title="Apps" lead="…" actions={…} breadcrumbs={[…]} />`. */
export function PageHeader({ title, lead, aside, actions, breadcrumbs }: PageHeaderProps) {
  return (
    <div className="mb-8 flex flex-col gap-2">
      {breadcrumbs && breadcrumbs.length > 0 ? <Breadcrumbs crumbs={breadcrumbs} /> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 className="min-w-0 text-2xl">{title}</h1>
            {aside}
          </div>
          {lead ? <p className="mt-1.5 max-w-prose text-muted">{lead}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
