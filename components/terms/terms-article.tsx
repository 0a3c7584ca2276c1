import { described } from "#components/reference/html.ts";
import { Markup } from "#components/reference/markup.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { TermsText } from "#server/terms/schema.ts";

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const STATES = {
  in_force: <Badge tone="good">In force</Badge>,
  upcoming: <Badge tone="attention">Not yet in force</Badge>,
  past: <Badge>Replaced by a newer version</Badge>,
};

/** One version of the portal's terms, to read. */
export function TermsArticle({ terms, portal }: { terms: TermsText; portal: string }) {
  return (
    <article className="mx-auto max-w-prose">
      <PageHeader
        title={`Terms of use of ${portal}`}
        aside={STATES[terms.state]}
        lead={`Version ${terms.number}, ${terms.state === "upcoming" ? "in force from" : "in force since"} ${DAY.format(terms.effectiveAt)}.`}
      />
      <Markup className="prose" html={described(terms.html, 2)} />
    </article>
  );
}
