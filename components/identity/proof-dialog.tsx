"use client";
import { KeyRound } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { CodeField } from "./code-field.tsx";
import { PasswordField } from "./password-field.tsx";
import type { GivenProof, ProofActions, ProofWays } from "./proof-actions.ts";
import { ProviderProof } from "./provider-proof.tsx";
import { usePasskey } from "./use-passkey.ts";

interface ProofDialogProps {
  actions: ProofActions;
  onDone: (isProved: boolean) => void;
}

/** "Confirm it is you", by what the person has: passkey, authenticator app, password or an account at a provider. */
export function ProofDialog({ actions, onDone }: ProofDialogProps) {
  const [choices, setChoices] = useState<ProofWays | null>(null);
  const [fault, setFault] = useState("");
  useEffect(() => {
    actions.choices().then((answer) => (answer.ok ? setChoices(answer.value) : setFault(answer.message)));
  }, [actions]);
  const ways = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The dialog opened before there was anything to fill in.
    if (choices) ways.current?.querySelector<HTMLElement>("input, button")?.focus();
  }, [choices]);
  const providers = choices?.providers ?? [];
  const isHelpless =
    choices && !choices.passkey && !choices.totp && !choices.password && providers.length === 0;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onDone(false))}
      title="Confirm it is you"
      description="What you are about to do can open or close doors, so we ask once more. It holds for ten minutes."
    >
      {choices || fault ? null : <Spinner />}
      {fault ? <Notice tone="danger" title={fault} isLive /> : null}
      {isHelpless ? (
        <Notice tone="attention" title="Sign out and in again">
          You have no password, passkey or authenticator app here, and your provider cannot tell us that you
          signed in just now. A fresh sign-in here counts as proof.
        </Notice>
      ) : null}
      <div ref={ways} className="flex flex-col gap-4 empty:hidden">
        {choices?.passkey ? <PasskeyProof actions={actions} onDone={onDone} /> : null}
        {choices?.totp || choices?.password ? (
          <TypedProof method={choices.totp ? "totp" : "password"} prove={actions.prove} onDone={onDone} />
        ) : null}
        {providers.length > 0 ? <ProviderProof providers={providers} onDone={onDone} /> : null}
      </div>
    </Dialog>
  );
}

function PasskeyProof({ actions, onDone }: ProofDialogProps) {
  const { run, fault, isPending } = usePasskey(actions.askPasskey, async (response) => {
    const answer = await actions.prove({ method: "passkey", response });
    if (answer.ok) onDone(true);
    return answer;
  });
  return (
    <div className="flex flex-col gap-3">
      {fault ? <Notice tone="danger" title={fault} isLive /> : null}
      <div>
        <Button variant="primary" pending={isPending} onClick={run}>
          <KeyRound aria-hidden />
          Use a passkey
        </Button>
      </div>
    </div>
  );
}

interface TypedProofProps {
  method: "totp" | "password";
  prove: ProofActions["prove"];
  onDone: (isProved: boolean) => void;
}

function TypedProof({ method, prove, onDone }: TypedProofProps) {
  const [fault, setFault] = useState("");
  const [isPending, startTransition] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given: GivenProof =
      method === "totp"
        ? { method, code: String(form.get("code") ?? "") }
        : { method, password: String(form.get("password") ?? "") };
    startTransition(async () => {
      const answer = await prove(given);
      if (answer.ok) onDone(true);
      else setFault(answer.fields.code ?? answer.fields.password ?? answer.message);
    });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {method === "totp" ? (
        <CodeField error={fault || undefined} />
      ) : (
        <PasswordField
          label="Your password"
          name="password"
          autoComplete="current-password"
          error={fault || undefined}
        />
      )}
      <div>
        <Button type="submit" variant="primary" pending={isPending}>
          Confirm
        </Button>
      </div>
    </form>
  );
}
