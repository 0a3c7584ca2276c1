import type { Metadata } from "next";
import Link from "next/link";
import { pageMetadata } from "#app/_parts/page-metadata.ts";
import { FirstCallSteps } from "#components/home/first-call-steps.tsx";
import { Lately } from "#components/home/lately.tsx";
import { PopularApis } from "#components/home/popular-apis.tsx";
import { SearchBox } from "#components/shell/search-box.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { routes } from "#lib/routes.ts";
import { countCatalog, popularApis, recentChanges } from "#server/catalog/index.ts";
import { getBrand } from "#server/content/index.ts";
import { currentContext } from "#server/platform/session.ts";
import { findFirstCall } from "./_parts/first-call.ts";
import { JoinHint } from "./_parts/join-hint.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const { name, tagline } = await getBrand();
  const about = {
    description: tagline || `The APIs of ${name}.`,
    path: routes.home(),
    kind: "website",
  } as const;
  const metadata = await pageMetadata({ ...about, title: tagline || "APIs to build on" });
  return { ...metadata, title: { absolute: name } };
}

export default async function HomePage() {
  const ctx = await currentContext();
  const [{ name, tagline }, popular, changes, { total, facets }] = await Promise.all([
    getBrand(),
    popularApis(ctx, { limit: 4 }),
    recentChanges(ctx, { limit: 5 }),
    countCatalog(ctx),
  ]);
  const firstCall = await findFirstCall(ctx, popular);
  return (
    <div className="home grid gap-x-16 gap-y-14 pt-4 lg:grid-cols-[minmax(0,1fr)_18rem] lg:pt-10 xl:gap-x-24 xl:grid-cols-[minmax(0,1fr)_21rem]">
      <section className="min-w-0">
        <h1 className="max-w-[22ch] text-2xl tracking-tight sm:text-3xl">
          {tagline || `The APIs of ${name}`}
        </h1>
        <div className="mt-7 max-w-2xl">
          <SearchBox hasFocus />
        </div>
        {facets.tags.length > 0 ? (
          <p className="mt-3.5 flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
            {facets.tags.slice(0, 6).map(({ value }) => (
              <Link
                key={value}
                href={`${routes.catalog()}?tag=${encodeURIComponent(value)}`}
                prefetch={false}
                className="py-1 underline decoration-rule underline-offset-4 hover:text-accent hover:decoration-accent"
              >
                {value}
              </Link>
            ))}
          </p>
        ) : null}
        <JoinHint ctx={ctx} />
      </section>
      <section aria-labelledby="popular" className="min-w-0 lg:col-start-1">
        <div className="mb-3 flex items-baseline justify-between gap-4">
          <h2 id="popular" className="text-base">
            Most used
          </h2>
          {total > 0 ? (
            <Link
              href={routes.catalog()}
              className="py-1 text-sm text-accent hover:underline hover:underline-offset-4"
            >
              All {total.toLocaleString("en")} APIs
            </Link>
          ) : null}
        </div>
        {popular.length > 0 ? (
          <PopularApis apis={popular} />
        ) : (
          <EmptyState
            title="No API is published yet"
            action={<LinkButton href={routes.guide("publishing")}>How to publish one</LinkButton>}
          >
            Publishers create an API in the console and upload its specification. It appears here at once.
          </EmptyState>
        )}
      </section>
      {firstCall ? (
        <div className="min-w-0 lg:col-span-2">
          <FirstCallSteps {...firstCall} />
        </div>
      ) : null}
      {changes.length > 0 ? (
        <section aria-labelledby="lately" className="lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:pt-3">
          <h2 id="lately" className="mb-4 text-base">
            Changed lately
          </h2>
          <Lately changes={changes} now={ctx.now} />
        </section>
      ) : null}
    </div>
  );
}
