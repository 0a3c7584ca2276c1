import Link from "next/link";
import { routes } from "#lib/routes.ts";
import type { GuideSummary } from "#server/catalog/schema.ts";

/** An API's guides in the publisher's order. */
export function GuideList({ api, guides }: { api: string; guides: GuideSummary[] }) {
  return (
    <ul className="divide-y divide-rule border-y border-rule">
      {guides.map((guide) => (
        <li key={guide.id}>
          <Link
            href={routes.apiGuide(api, guide.slug)}
            className="block rounded-md px-1 py-2.5 hover:bg-hover"
          >
            <span className="block text-sm font-medium">{guide.title}</span>
            {guide.summary ? <span className="block text-caption text-muted">{guide.summary}</span> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
