import type { Metadata } from "next";
import Link from "next/link";
import { pageMetadata } from "#app/_parts/page-metadata.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { readGuides } from "./_parts/read-guides.ts";

export function generateMetadata(): Promise<Metadata> {
  return pageMetadata({
    title: "Guides",
    description: "How to find, call and publish APIs on this portal.",
    path: routes.guides(),
    kind: "website",
  });
}

export default async function GuidesPage() {
  const guides = await readGuides();
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title="Guides"
        lead="How this portal works, for those who call APIs and those who publish them."
      />
      <ol className="border-t border-rule">
        {guides.map(({ slug, title, summary }, i) => (
          <li
            key={slug}
            className="group/row relative flex gap-5 border-b border-rule py-5 hover:bg-hover/50"
          >
            <span
              aria-hidden
              className="w-6 pt-0.5 text-right font-mono text-caption text-faint tabular-nums"
            >
              {i + 1}
            </span>
            <div className="min-w-0">
              <h2 className="text-lg">
                <Link
                  href={routes.guide(slug)}
                  className="after:absolute after:inset-0 group-hover/row:text-accent focus-visible:after:outline-2"
                >
                  {title}
                </Link>
              </h2>
              <p className="mt-0.5 text-sm text-muted">{summary}</p>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
