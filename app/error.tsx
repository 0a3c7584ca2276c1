"use client";
import { ErrorView } from "#components/shell/error-view.tsx";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="main" tabIndex={-1} className="flex flex-1 outline-none">
      <ErrorView error={error} retry={retry} />
    </main>
  );
}
