"use client";
import { RotateCw } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { routes } from "#lib/routes.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { LinkButton } from "../ui/link-button.tsx";

interface ErrorViewProps {
  error: unknown;
  retry: () => void;
}

/** What a page shows instead of itself when something on our side broke: what to do, and what to quote. */
export function ErrorView({ error, retry }: ErrorViewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [reference, setReference] = useState("");
  useEffect(() => {
    heading.current?.focus();
    setReference(referenceOf(error));
  }, [error]);
  return (
    <div className="mx-auto w-full max-w-2xl flex-1 px-4 py-14 sm:px-6">
      <h1 ref={heading} tabIndex={-1} className="text-2xl outline-none">
        This page could not be shown
      </h1>
      <p className="mt-2 text-muted">
        Something on our side failed while it was being made. Nothing you entered was the cause, and trying
        again often helps. If it keeps failing, tell the people who run this portal and quote the reference
        below; they find the whole story by it.
      </p>
      <div className="mt-6 flex flex-wrap gap-2">
        <Button variant="primary" onClick={() => retry()}>
          <RotateCw aria-hidden /> Try again
        </Button>
        <LinkButton href={routes.home()}>Go to the home page</LinkButton>
      </div>
      {reference ? (
        <p className="mt-8 flex flex-wrap items-center gap-x-2 border-t border-rule pt-4 text-sm text-muted">
          Reference <code className="text-caption text-ink">{reference}</code>
          <CopyButton text={reference} what="reference" />
        </p>
      ) : null}
    </div>
  );
}

/** The request and the digest under which the log tells what happened. */
function referenceOf(error: unknown): string {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  const requestId = document.querySelector<HTMLMetaElement>('meta[name="request-id"]')?.content ?? "";
  return [requestId, digest].filter(Boolean).join(" ");
}
