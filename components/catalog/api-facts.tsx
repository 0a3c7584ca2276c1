import Link from "next/link";
import type { ReactNode } from "react";
import { LinkButton } from "#components/ui/link-button.tsx";
import { routes } from "#lib/routes.ts";
import type { ApiDetail } from "#server/catalog/schema.ts";

const VISIBLE: Record<string, string> = {
  public: "Everyone",
  signed_in: "Signed-in people",
  organisations: "Chosen organisations",
  on_request: "Organisations that were granted access",
};

/** Who is behind an API and where to ask. */
export function ApiFacts({ api }: { api: ApiDetail }) {
  return (
    <div className="flex flex-col gap-4">
      <dl className="flex flex-col gap-3 text-sm">
        <Fact term="Owner">{api.owner.name}</Fact>
        <Fact term="Category">
          <Link
            href={routes.catalogBy("category", api.category)}
            prefetch={false}
            className="hover:text-accent hover:underline"
          >
            {api.category}
          </Link>
        </Fact>
        {api.tags.length > 0 ? (
          <Fact term="Tags">
            <span className="flex flex-wrap gap-x-3">
              {api.tags.map((tag) => (
                <Link
                  key={tag}
                  href={routes.catalogBy("tag", tag)}
                  prefetch={false}
                  className="inline-flex min-h-6 min-w-6 items-center hover:text-accent hover:underline"
                >
                  {tag}
                </Link>
              ))}
            </span>
          </Fact>
        ) : null}
        <Fact term="Open to">{VISIBLE[api.visibility]}</Fact>
        {api.supportUrl ? (
          <Fact term="Support">
            <a
              href={api.supportUrl}
              rel="noreferrer"
              className="break-all text-accent underline underline-offset-2"
            >
              {api.supportUrl.replace(/^(https?:\/\/|mailto:)/, "")}
            </a>
          </Fact>
        ) : null}
      </dl>
      {api.isMine ? (
        <LinkButton href={routes.publishApi(api.slug)} size="sm" className="self-start">
          Manage this API
        </LinkButton>
      ) : null}
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-caption text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
