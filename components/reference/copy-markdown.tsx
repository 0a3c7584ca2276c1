"use client";
import { useState } from "react";

const WORDS = {
  idle: "Copy as Markdown",
  copied: "Copied",
  failed: "Could not be copied; open it instead",
} as const;

/** Fetches the page's Markdown when pressed and puts it on the clipboard. Not shown where scripts do not run. */
export function CopyMarkdown({ href }: { href: string }) {
  const [state, setState] = useState<keyof typeof WORDS>("idle");

  async function copy() {
    try {
      const answer = await fetch(href);
      if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
      await navigator.clipboard.writeText(await answer.text());
      setState("copied");
    } catch {
      setState("failed"); // no network, or no permission for the clipboard
    }
  }

  return (
    <button
      type="button"
      onClick={copy}
      className="needs-script flex min-h-9 w-full items-center rounded-md px-2.5 py-1 text-left text-sm hover:bg-hover"
    >
      <span aria-live="polite">{WORDS[state]}</span>
    </button>
  );
}
