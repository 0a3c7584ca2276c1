"use client";
import type { AuthenticationResponseJSON } from "@simplewebauthn/browser";
import { KeyRound } from "lucide-react";
import { startTransition, useEffect, useEffectEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Answer } from "#lib/answer.ts";
import type { AskPasskey } from "./proof-actions.ts";
import { usePasskey } from "./use-passkey.ts";

interface PasskeySignInProps {
  ask: AskPasskey;
  /** Signs in and leaves for where the person was going, or says why not. */
  signIn: (response: AuthenticationResponseJSON) => Promise<Answer<unknown> | undefined>;
}

/** Signs in by passkey alone: by this button, or from the browser's suggestions in the e-mail field. */
export function PasskeySignIn({ ask, signIn }: PasskeySignInProps) {
  const { run, fault, isPending } = usePasskey(ask, signIn);
  const [suggestedFault, setSuggestedFault] = useState("");

  const suggest = useEffectEvent(async (isOpen: () => boolean) => {
    const { browserSupportsWebAuthnAutofill, startAuthentication } = await import("@simplewebauthn/browser");
    if (!(await browserSupportsWebAuthnAutofill())) return;
    const asked = await ask();
    if (!asked.ok || !isOpen()) return;
    // Refused when the page is left or the button is pressed: nobody chose a suggestion.
    const response = await startAuthentication({ optionsJSON: asked.value, useBrowserAutofill: true }).catch(
      () => null,
    );
    if (!response || !isOpen()) return;
    startTransition(async () => {
      const answer = await signIn(response);
      if (answer && !answer.ok) setSuggestedFault(answer.message);
    });
  });
  useEffect(() => {
    let isOpen = true;
    suggest(() => isOpen);
    return () => {
      isOpen = false;
    };
  }, []);

  const shown = fault || suggestedFault;
  return (
    <div className="needs-script mt-5 flex flex-col gap-3 border-t border-rule pt-5">
      {shown ? <Notice tone="danger" title={shown} isLive /> : null}
      <Button size="lg" pending={isPending} onClick={run}>
        <KeyRound aria-hidden />
        Use a passkey
      </Button>
    </div>
  );
}
