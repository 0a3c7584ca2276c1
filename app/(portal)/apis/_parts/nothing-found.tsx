import { SearchX, Shapes } from "lucide-react";
import Link from "next/link";
import { type CatalogQuery, catalogHref, hasFilters } from "#components/catalog/catalog-query.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { routes } from "#lib/routes.ts";

/** What a search without results says, and what to try next. */
export function NothingFound({ query, isAsking }: { query: CatalogQuery; isAsking: boolean }) {
  if (!isAsking) {
    return (
      <EmptyState
        icon={<Shapes />}
        title="No API has been published here yet"
        action={<LinkButton href={routes.guide("publishing")}>How to publish one</LinkButton>}
      >
        Publishers upload an OpenAPI document in the console, over the REST API or with the portico command.
        APIs that are open to members only appear after signing in.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title={query.q ? `Nothing matches “${query.q}”` : "No API passes all of these filters"}
      action={
        hasFilters(query) ? (
          <LinkButton href={catalogHref({ ...query, tag: [], category: [], lifecycle: [], kind: [] })}>
            Clear filters
          </LinkButton>
        ) : (
          <LinkButton href={routes.catalog()}>Show all APIs</LinkButton>
        )
      }
    >
      Try fewer or other words: names, what it does, or a part of a path such as <code>/stations</code>. Some
      APIs show only to members;{" "}
      <Link href={routes.signIn(catalogHref(query))} className="text-accent underline">
        sign in
      </Link>{" "}
      to see yours.
    </EmptyState>
  );
}
