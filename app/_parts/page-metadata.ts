import type { Metadata } from "next";
import { clipped } from "#lib/clip.ts";
import { routes } from "#lib/routes.ts";
import { getBrand } from "#server/content/index.ts";

interface PageAbout {
  /** Without the portal's name, which follows by itself. */
  title: string;
  description: string;
  /** The page's own address. */
  path: string;
  /** Whether search engines may list it; pages that not everybody may see are never listed. */
  isListed?: boolean;
  hasMarkdown?: boolean;
  hasPicture?: boolean;
  kind?: "website" | "article";
}

const TITLE_CHARS = 60;
const DESCRIPTION_CHARS = 155;

/** What a result list and a shared link show of a page. */
export async function pageMetadata(about: PageAbout): Promise<Metadata> {
  const { path, isListed = true, hasMarkdown = true, hasPicture = true, kind = "article" } = about;
  const { name } = await getBrand();
  const title = clipped(about.title, Math.max(32, TITLE_CHARS - name.length - 3));
  const description = clipped(about.description, DESCRIPTION_CHARS);
  const images = hasPicture
    ? [{ url: routes.picture(path), width: 1200, height: 630, alt: about.title }]
    : undefined;
  return {
    title,
    description,
    alternates: {
      canonical: path,
      ...(hasMarkdown && { types: { "text/markdown": routes.markdown(path) } }),
    },
    openGraph: { type: kind, siteName: name, title, description, url: path, ...(images && { images }) },
    twitter: {
      card: images ? "summary_large_image" : "summary",
      title,
      description,
      ...(images && { images }),
    },
    ...(!isListed && { robots: { index: false } }),
  };
}
