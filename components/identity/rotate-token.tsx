"use client";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { useProved } from "#components/ui/proof.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { Answer } from "#lib/answer.ts";

interface RotateTokenProps {
  token: { id: string; name: string; isReplaced: boolean };
  rotate: (tokenId: string) => Promise<Answer<{ secret: string }>>;
}

/**
 * Replaces a token and shows the new secret this once; the old one works for another day. It stands beside the replaced
 * token, too, or the page that comes with the answer would take the secret away with it.
 */
export function RotateToken({ token: { id, name, isReplaced }, rotate }: RotateTokenProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const [isPending, start] = useTransition();
  const toast = useToast();
  const proved = useProved();
  if (secret) {
    return (
      <span role="status" className="flex flex-wrap items-center gap-2 text-left text-caption">
        Shown only this once; the old one works for another day:
        <code className="font-mono break-all">{secret}</code>
        <CopyButton text={secret} what="access token" isLabelled variant="secondary" />
      </span>
    );
  }
  if (isReplaced) return null;
  function run() {
    start(async () => {
      const answer = await proved(() => rotate(id));
      if (answer.ok) setSecret(answer.value.secret);
      else toast(answer.message, { tone: "danger" });
    });
  }
  return (
    <Button
      size="sm"
      variant="secondary"
      disabled={isPending}
      onClick={run}
      aria-label={`Replace the token ${name}`}
    >
      Replace
    </Button>
  );
}
