import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TermsArticle } from "#components/terms/terms-article.tsx";
import { getBrand } from "#server/content/index.ts";
import { currentContext } from "#server/platform/session.ts";
import { findTerms } from "#server/terms/index.ts";

export const metadata: Metadata = { title: "Terms of use" };

export default async function TermsPage() {
  const terms = await findTerms(await currentContext());
  if (!terms) notFound();
  return <TermsArticle terms={terms} portal={(await getBrand()).name} />;
}
