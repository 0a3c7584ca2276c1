"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style.ts";

interface CopyButtonProps {
  /** What lands on the clipboard. */
  text: string;
  /** What is copied, for the accessible name: "key", "curl command". */
  what: string;
  /** Shows the word beside the icon. */
  isLabelled?: boolean;
  variant?: ButtonVariant;
  size?: ButtonSize;
  onCopied?: () => void;
  className?: string;
}

/** Copies and says so: `<CopyButton text={secret} what="key" isLabelled />`. Not shown where scripts do not run. */
export function CopyButton({
  text,
  what,
  isLabelled,
  variant = "quiet",
  size = "sm",
  onCopied,
  className = "",
}: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
      onCopied?.();
    } catch {
      setState("failed"); // the clipboard needs a secure origin and a permission
    }
  }

  const word = state === "copied" ? "Copied" : state === "failed" ? "Select and copy by hand" : "Copy";
  return (
    <button
      type="button"
      onClick={copy}
      title={`Copy ${what}`}
      className={buttonStyle(variant, size, `needs-script ${isLabelled ? "" : "px-2!"} ${className}`)}
    >
      {state === "copied" ? <Check aria-hidden className="text-good" /> : <Copy aria-hidden />}
      {isLabelled || state === "failed" ? <span aria-hidden>{word}</span> : null}
      <span className="sr-only" aria-live="polite">
        {state === "idle" ? `Copy ${what}` : word}
      </span>
    </button>
  );
}
