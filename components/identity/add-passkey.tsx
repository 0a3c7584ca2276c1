"use client";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useProved } from "#components/ui/proof.ts";
import { TextField } from "#components/ui/text-field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { FactorActions } from "./factor-actions.ts";
import { passkeyFault } from "./use-passkey.ts";

interface AddPasskeyProps {
  actions: FactorActions;
  onCodes: (codes: string[]) => void;
}

/** Names a passkey and has this device make it. */
export function AddPasskey({ actions, onCodes }: AddPasskeyProps) {
  const [name, setName] = useState("");
  const [fault, setFault] = useState({ form: "", name: "" });
  const [isPending, startTransition] = useTransition();
  const proved = useProved();
  const toast = useToast();

  async function add() {
    const offered = await proved(actions.offerPasskey);
    if (!offered.ok) return setFault({ form: offered.message, name: "" });
    const { startRegistration } = await import("@simplewebauthn/browser");
    const response = await startRegistration({ optionsJSON: offered.value }).catch((error: unknown) => {
      setFault({ form: passkeyFault(error), name: "" });
      return null;
    });
    if (!response) return;
    const added = await proved(() => actions.addPasskey(name, response));
    if (!added.ok)
      return setFault({
        form: added.fields.name ? "" : added.message,
        name: added.fields.name ?? "",
      });
    setName("");
    onCodes(added.value.recoveryCodes);
    toast("Passkey added", { tone: "good" });
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setFault({ form: "", name: "" });
    startTransition(add);
  }

  return (
    <form onSubmit={submit} className="flex max-w-md flex-col gap-4">
      {fault.form ? <Notice tone="danger" title={fault.form} isLive /> : null}
      <TextField
        label="Name of the new passkey"
        name="name"
        hint="Where it lives: “Work laptop”, “Phone”."
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={60}
        required
        error={fault.name || undefined}
      />
      <div>
        <Button type="submit" pending={isPending}>
          Add passkey
        </Button>
      </div>
    </form>
  );
}
