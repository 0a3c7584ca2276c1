"use client";
import type { AuthenticationResponseJSON } from "@simplewebauthn/browser";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { FormMessage } from "#components/ui/form-message.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";
import type { Answer } from "#lib/answer.ts";
import type { ProofChoices } from "#server/identity/schema.ts";
import { CodeField } from "./code-field.tsx";
import type { AskPasskey } from "./proof-actions.ts";
import { usePasskey } from "./use-passkey.ts";

interface SecondStepFormProps {
  choices: ProofChoices;
  action: FormAction;
  askPasskey: AskPasskey;
  finishWithPasskey: (response: AuthenticationResponseJSON) => Promise<Answer<unknown> | undefined>;
}

/** The second step of signing in: passkey, code, or one of the recovery codes. */
export function SecondStepForm({ choices, action, askPasskey, finishWithPasskey }: SecondStepFormProps) {
  const [isRecovering, setIsRecovering] = useState(!choices.totp && !choices.passkey);
  return (
    <div className="flex flex-col gap-5">
      {choices.passkey && !isRecovering ? <PasskeyStep ask={askPasskey} finish={finishWithPasskey} /> : null}
      {isRecovering ? <CodeStep key="recovery" kind="recovery_code" action={action} /> : null}
      {choices.totp && !isRecovering ? <CodeStep key="totp" kind="totp" action={action} /> : null}
      {choices.recoveryCode && (choices.totp || choices.passkey) ? (
        <div className="needs-script">
          <Button variant="quiet" onClick={() => setIsRecovering(!isRecovering)}>
            {isRecovering ? "Back to the usual way" : "Use a recovery code instead"}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function PasskeyStep({ ask, finish }: { ask: AskPasskey; finish: SecondStepFormProps["finishWithPasskey"] }) {
  const { run, fault, isPending } = usePasskey(ask, finish);
  return (
    <div className="flex flex-col gap-3">
      {fault ? <Notice tone="danger" title={fault} isLive /> : null}
      <Button variant="primary" size="lg" pending={isPending} onClick={run}>
        <KeyRound aria-hidden />
        Use your passkey
      </Button>
    </div>
  );
}

function CodeStep({ kind, action }: { kind: "totp" | "recovery_code"; action: FormAction }) {
  const { answer, faults, form } = useKeptForm(action);
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage answer={answer} besides={["code"]} />
      <input type="hidden" name="method" value={kind} />
      {kind === "totp" ? (
        <CodeField error={faults.code} />
      ) : (
        <TextField
          label="Recovery code"
          name="code"
          hint="One of the ten that you kept when you set up your second factor. Each works once."
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          required
          error={faults.code}
        />
      )}
      <SubmitButton size="lg">Continue</SubmitButton>
    </form>
  );
}
