import { ArrowLeft, ArrowRight } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { pageMetadata } from "#app/_parts/page-metadata.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { routes } from "#lib/routes.ts";
import { mdxParts } from "../_parts/mdx-parts.tsx";
import { type Guide, readGuides } from "../_parts/read-guides.ts";

type Props = { params: Promise<{ slug: string }> };

async function findGuide({ params }: Props) {
  const { slug } = await params;
  const guides = await readGuides();
  const at = guides.findIndex((guide) => guide.slug === slug);
  const guide = guides[at];
  if (!guide) notFound();
  return { guide, previous: guides[at - 1], next: guides[at + 1] };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { guide } = await findGuide(props);
  return pageMetadata({ title: guide.title, description: guide.summary, path: routes.guide(guide.slug) });
}

export default async function GuidePage(props: Props) {
  const { guide, previous, next } = await findGuide(props);
  const { Content, title, summary } = guide;
  return (
    <div className="mx-auto grid max-w-5xl gap-x-16 lg:grid-cols-[minmax(0,45rem)_13rem]">
      <article className="min-w-0">
        <PageHeader title={title} lead={summary} breadcrumbs={[{ label: "Guides", href: routes.guides() }]} />
        <div className="prose">
          <Content components={mdxParts} />
        </div>
        <nav
          aria-label="Next and previous guide"
          className="mt-14 grid gap-3 border-t border-rule pt-6 sm:grid-cols-2"
        >
          {previous ? <Neighbour guide={previous} direction="previous" /> : <span />}
          {next ? <Neighbour guide={next} direction="next" /> : null}
        </nav>
      </article>
      <Contents guide={guide} />
    </div>
  );
}

function Contents({ guide }: { guide: Guide }) {
  return (
    <nav
      aria-label="On this page"
      className="max-lg:hidden lg:sticky lg:top-[calc(var(--header-height)+2rem)] lg:max-h-[calc(100dvh-8rem)] lg:self-start lg:overflow-y-auto"
    >
      <p className="text-caption font-medium text-ink">On this page</p>
      <ul className="mt-2 border-l border-rule">
        {guide.headings.map(({ id, text, level }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className={`-ml-px block border-l border-transparent py-1 text-caption text-muted hover:border-accent hover:text-ink ${level === 3 ? "pl-6" : "pl-3"}`}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Neighbour({ guide, direction }: { guide: Guide; direction: "previous" | "next" }) {
  const isNext = direction === "next";
  return (
    <Link
      href={routes.guide(guide.slug)}
      rel={isNext ? "next" : "prev"}
      className={`rounded-md border border-rule px-4 py-3 hover:border-strong hover:bg-hover/50 ${isNext ? "text-right" : ""}`}
    >
      <span className={`flex items-center gap-1.5 text-caption text-muted ${isNext ? "justify-end" : ""}`}>
        {isNext ? null : <ArrowLeft aria-hidden className="size-3.5" />}
        {isNext ? "Next" : "Previous"}
        {isNext ? <ArrowRight aria-hidden className="size-3.5" /> : null}
      </span>
      <span className="font-medium">{guide.title}</span>
    </Link>
  );
}
