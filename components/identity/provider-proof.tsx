"use client";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { routes } from "#lib/routes.ts";
import type { SignInProvider } from "#server/sso/schema.ts";
import { PROOF_CHANNEL } from "./proof-actions.ts";

interface ProviderProofProps {
  providers: SignInProvider[];
  onDone: (isProved: boolean) => void;
}

/** Signs in again at a connected provider, in a window beside this one so that nothing typed here is lost. */
export function ProviderProof({ providers, onDone }: ProviderProofProps) {
  const [asked, setAsked] = useState<{ name: string; isOpen: boolean } | null>(null);
  useEffect(() => {
    const channel = new BroadcastChannel(PROOF_CHANNEL);
    channel.onmessage = () => onDone(true);
    return () => channel.close();
  }, [onDone]);

  function open({ slug, name }: SignInProvider) {
    const beside = window.open(routes.proveWith(slug), "_blank", "popup,width=520,height=720");
    setAsked({ name, isOpen: beside !== null });
  }

  return (
    <div className="flex flex-col gap-3">
      {asked?.isOpen ? (
        <Notice tone="note" title={`Sign in at ${asked.name} in the other window`} isLive>
          This goes on by itself when you come back.
        </Notice>
      ) : null}
      {asked && !asked.isOpen ? (
        <Notice tone="attention" title="Your browser kept the window closed" isLive>
          Allow this portal to open windows, and try again.
        </Notice>
      ) : null}
      {providers.map((provider) => (
        <div key={provider.slug}>
          <Button variant="secondary" onClick={() => open(provider)}>
            Sign in again at {provider.name}
          </Button>
        </div>
      ))}
    </div>
  );
}
