import type { Metadata } from "next";
import { TermsArticle } from "#components/terms/terms-article.tsx";
import { getBrand } from "#server/content/index.ts";
import { orNotFound } from "#server/platform/action.ts";
import { currentContext } from "#server/platform/session.ts";
import { getTerms } from "#server/terms/index.ts";

export const metadata: Metadata = { title: "Terms of use", robots: { index: false } };

export default async function TermsVersionPage({ params }: { params: Promise<{ number: string }> }) {
  const terms = await orNotFound(getTerms(await currentContext(), await params));
  return <TermsArticle terms={terms} portal={(await getBrand()).name} />;
}
