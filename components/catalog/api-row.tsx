import { KeyRound, Lock } from "lucide-react";
import Link from "next/link";
import { LifecycleBadge } from "#components/ui/lifecycle-badge.tsx";
import { MethodBadge } from "#components/ui/method-badge.tsx";
import { routes } from "#lib/routes.ts";
import type { ApiSummary, SearchResult } from "#server/catalog/schema.ts";

const SEEN_BY: Record<ApiSummary["visibility"], string> = {
  public: "Everybody",
  signed_in: "Signed-in only",
  organisations: "By invitation",
  on_request: "Access on request",
};

interface ApiRowProps {
  result: SearchResult;
  /** The catalog asked for these words, for "all matching operations". */
  q: string;
}

/** One API of a list: what it is, in which state, how one gets in, and which of its operations match. */
export function ApiRow({ result, q }: ApiRowProps) {
  const { api, operations, operationCount } = result;
  return (
    <li className="border-b border-rule py-5 first:pt-0">
      <article>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="text-base font-semibold">
            <Link href={routes.api(api.slug)} className="rounded-md hover:text-accent hover:underline">
              {api.name}
            </Link>
          </h2>
          {api.latest ? (
            <>
              <span className="font-mono text-caption text-muted">{api.latest.name}</span>
              {api.latest.lifecycle === "published" ? null : (
                <LifecycleBadge lifecycle={api.latest.lifecycle} />
              )}
            </>
          ) : api.isReadable ? (
            <LifecycleBadge lifecycle="draft" />
          ) : null}
          {api.visibility === "public" ? null : (
            <span className="flex items-center gap-1 text-caption text-muted">
              <Lock aria-hidden className="size-3.5" />
              {SEEN_BY[api.visibility]}
            </span>
          )}
        </div>
        <p className="mt-1 max-w-prose text-sm text-muted">{api.summary}</p>
        <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-caption text-faint">
          <span>{api.owner.name}</span>
          <span>{api.category}</span>
          {api.latest ? (
            <span>
              {api.latest.operationCount} {api.latest.operationCount === 1 ? "operation" : "operations"}
            </span>
          ) : null}
          <PlanHint api={api} />
          {api.tags.length > 0 ? (
            <ul aria-label="Tags" className="flex flex-wrap gap-x-3">
              {api.tags.slice(0, 5).map((tag) => (
                <li key={tag}>
                  <Link
                    href={routes.catalogBy("tag", tag)}
                    prefetch={false}
                    className="inline-flex min-h-6 min-w-6 items-center hover:text-ink hover:underline"
                  >
                    #{tag}
                  </Link>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
        {operations.length > 0 ? (
          <ul aria-label={`Operations of ${api.name} that match`} className="mt-3 border-l border-rule pl-3">
            {operations.map((operation) => (
              <li key={`${operation.version} ${operation.key}`}>
                <Link
                  href={routes.operation(api.slug, operation.version, operation.key)}
                  prefetch={false}
                  className="flex flex-wrap items-baseline gap-x-2.5 rounded-md px-2 py-1.5 text-sm hover:bg-hover"
                >
                  <MethodBadge method={operation.method} size="sm" />
                  <span className="min-w-0 font-medium">{operation.title}</span>
                  <code className="min-w-0 text-xs break-all text-muted">{operation.path}</code>
                </Link>
              </li>
            ))}
            {operationCount > operations.length && api.latest ? (
              <li className="px-2 py-1 text-caption text-muted">
                {operationCount - operations.length} more match “{q}”. See{" "}
                <Link
                  href={routes.version(api.slug, api.latest.name)}
                  prefetch={false}
                  className="text-accent underline underline-offset-2"
                >
                  the whole reference
                </Link>
                .
              </li>
            ) : null}
          </ul>
        ) : null}
      </article>
    </li>
  );
}

function PlanHint({ api }: { api: ApiSummary }) {
  if (api.planCount === 0) return <span>No plan yet</span>;
  return (
    <span className={api.hasInstantPlan ? "flex items-center gap-1 text-good" : "flex items-center gap-1"}>
      <KeyRound aria-hidden className="size-3.5" />
      {api.hasInstantPlan ? "Key at once" : "Key after approval"}
    </span>
  );
}
