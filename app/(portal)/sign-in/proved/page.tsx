import type { Metadata } from "next";
import { AuthFrame } from "#components/identity/auth-frame.tsx";
import { TellProof } from "#components/identity/tell-proof.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { SearchPage } from "#lib/search-page.ts";
import { isSsoProblem, SSO_PROBLEMS } from "#server/sso/schema.ts";

export const metadata: Metadata = { title: "Confirm it is you", robots: { index: false } };

/** Where the window that a proof was given in comes to an end. */
export default async function ProvedPage({ searchParams }: SearchPage) {
  const { problem } = await searchParams;
  if (isSsoProblem(problem)) {
    return (
      <AuthFrame title="Not confirmed">
        <Notice tone="danger" title="Nothing was confirmed">
          {SSO_PROBLEMS[problem]}
        </Notice>
        <p className="mt-4">Close this window, and try again in the one that you came from.</p>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title="Confirmed">
      <TellProof />
      <p>You can close this window. What you were doing goes on in the one that you came from.</p>
    </AuthFrame>
  );
}
