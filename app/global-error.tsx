"use client";
import "./globals.css";
import { ErrorView } from "#components/shell/error-view.tsx";

/** The last resort, when the frame of the page itself failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="flex flex-col font-sans">
        <title>This page could not be shown</title>
        <main className="flex flex-1">
          <ErrorView error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
