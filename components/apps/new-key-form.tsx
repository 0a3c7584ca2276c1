"use client";
import { FormMessage } from "#components/ui/form-message.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";
import type { IssuedKey } from "#server/credentials/schema.ts";
import { CallSamples } from "./call-samples.tsx";
import { ENVIRONMENTS } from "./environments.ts";
import { type PreparedCall, withKey } from "./prepared-call.ts";
import { RunCall } from "./run-call.tsx";
import { SecretPanel } from "./secret-panel.tsx";

interface NewKeyFormProps {
  action: FormAction<IssuedKey>;
  appHref: string;
  call: PreparedCall | null;
}

const LIFETIMES = [
  { value: "", label: "Does not expire" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "One year" },
];

/** Asks for a key's name, environment and lifetime; then shows the key. */
export function NewKeyForm({ action, appHref, call }: NewKeyFormProps) {
  const { answer, faults, form } = useKeptForm(action);
  if (answer?.ok) return <NewKey issued={answer.value} appHref={appHref} call={call} />;
  return (
    <form {...form} className="flex flex-col gap-6">
      <FormMessage answer={answer} />
      <TextField
        label="Name"
        name="name"
        hint="Where the key will live: “CI”, “Production server”."
        required
        maxLength={80}
        error={faults.name}
      />
      <RadioGroup
        legend="Environment"
        name="environment"
        defaultValue="sandbox"
        options={ENVIRONMENTS}
        error={faults.environment}
      />
      <Select label="Lifetime" name="expiresInDays" options={LIFETIMES} error={faults.expiresInDays} />
      <div>
        <SubmitButton>Issue key</SubmitButton>
      </div>
    </form>
  );
}

function NewKey({
  issued,
  appHref,
  call,
}: {
  issued: IssuedKey;
  appHref: string;
  call: PreparedCall | null;
}) {
  const { key, secret } = issued;
  const ready = call && key.environment === "sandbox" ? withKey(call, secret) : null;
  return (
    <SecretPanel title={`The key “${key.name}” is ready`} secretLabel="API key" secret={secret} what="key">
      {ready ? (
        <div className="flex min-w-0 flex-col gap-4">
          <RunCall call={ready.call} />
          <CallSamples {...ready} />
        </div>
      ) : null}
      <div>
        <LinkButton href={appHref}>Back to the app</LinkButton>
      </div>
    </SecretPanel>
  );
}
