"use client";
import type { AuthenticationResponseJSON } from "@simplewebauthn/browser";
import { useState, useTransition } from "react";
import type { Answer } from "#lib/answer.ts";
import type { AskPasskey } from "./proof-actions.ts";

/** What a browser says when the person closed its question, or waited too long. */
const DECLINED = "The passkey was not given. Try again, or choose another way.";

export function passkeyFault(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "InvalidStateError") return "This device holds a passkey of yours already.";
  if (name === "NotSupportedError") return "This browser or device cannot make passkeys.";
  return DECLINED;
}

/** Asks the browser for a passkey and gives it to `send`; `fault` says what went wrong. */
export function usePasskey(
  ask: AskPasskey,
  send: (response: AuthenticationResponseJSON) => Promise<Answer<unknown> | undefined>,
) {
  const [fault, setFault] = useState("");
  const [isPending, startTransition] = useTransition();

  function run() {
    setFault("");
    startTransition(async () => {
      const asked = await ask();
      if (!asked.ok) return setFault(asked.message);
      const { startAuthentication } = await import("@simplewebauthn/browser");
      const response = await startAuthentication({ optionsJSON: asked.value }).catch((error: unknown) => {
        setFault(passkeyFault(error));
        return null;
      });
      if (!response) return;
      const answer = await send(response);
      if (answer && !answer.ok) setFault(answer.message);
    });
  }

  return { run, fault, isPending };
}
