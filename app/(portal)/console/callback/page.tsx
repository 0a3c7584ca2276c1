import type { Metadata } from "next";
import { OAuthReturnView } from "#components/console/oauth-return-view.tsx";

export const metadata: Metadata = {
  title: "Signed in",
  robots: { index: false },
  referrer: "no-referrer",
};

export default function OAuthReturnPage() {
  return (
    <div className="page-width py-16">
      <OAuthReturnView />
    </div>
  );
}
