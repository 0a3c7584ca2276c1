import { Activity } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { CallTable } from "#components/usage/call-table.tsx";
import { routes } from "#lib/routes.ts";
import { listRecentCalls } from "#server/usage/index.ts";
import { loadApp } from "../_parts/load-app.ts";

export const metadata: Metadata = { title: "Calls" };

interface Props {
  params: Promise<{ app: string }>;
  searchParams: Promise<{ cursor?: string; failed?: string }>;
}

const FILTERS = [
  { label: "All calls", failed: "" },
  { label: "Refused or failed", failed: "1" },
];

export default async function CallsPage({ params, searchParams }: Props) {
  const { ctx, app } = await loadApp((await params).app);
  const { cursor: given = "", failed } = await searchParams;
  const cursor = /^\d{1,15}\.\d{1,18}$/.test(given) ? given : undefined;
  const isFailed = failed === "1" ? true : undefined;
  const page = await listRecentCalls(ctx, { appId: app.id, cursor, isFailed, limit: 50 });
  const address = routes.appCalls(app.id);
  const query = (next: Record<string, string>) => `${address}?${new URLSearchParams(next)}`;
  const kept: Record<string, string> = isFailed ? { failed: "1" } : {};
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: "Apps", href: routes.apps() },
          { label: app.name, href: routes.app(app.id) },
        ]}
        title="Calls"
        lead="Every call of this app, newest first. Bodies are never kept."
      />
      <nav aria-label="Which calls" className="mb-4 flex gap-1 text-sm">
        {FILTERS.map((filter) => (
          <Link
            key={filter.label}
            href={filter.failed ? query({ failed: filter.failed }) : address}
            aria-current={Boolean(filter.failed) === Boolean(isFailed) ? "true" : undefined}
            className="rounded-md px-3 py-1.5 text-muted hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:font-medium aria-[current]:text-ink"
          >
            {filter.label}
          </Link>
        ))}
      </nav>
      {page.items.length > 0 ? (
        <CallTable calls={page.items} now={ctx.now} />
      ) : (
        <EmptyState icon={<Activity />} title={isFailed ? "Nothing went wrong" : "No calls yet"}>
          {isFailed
            ? "No call of this app was refused or failed."
            : "Calls appear here within seconds of being made."}
        </EmptyState>
      )}
      <Pagination
        previous={cursor ? (isFailed ? query(kept) : address) : null}
        next={page.nextCursor ? query({ ...kept, cursor: page.nextCursor }) : null}
      />
    </>
  );
}
