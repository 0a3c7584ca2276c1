"use client";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { FormMessage } from "#components/ui/form-message.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";

interface NewScimTokenFormProps {
  action: FormAction<{ secret: string }>;
  /** The longest life that the portal allows. */
  maxDays: number;
  /** As many live as may. */
  isFull: boolean;
}

const LIVES = [
  { value: "90", label: "90 days" },
  { value: "180", label: "180 days" },
  { value: "365", label: "A year" },
];

/** Makes a token for the directory and shows its secret this once. */
export function NewScimTokenForm({ action, maxDays, isFull }: NewScimTokenFormProps) {
  const { answer, faults, form } = useKeptForm(action, { isEmptiedWhenDone: true });
  const allowed = LIVES.filter(({ value }) => Number(value) <= maxDays);
  const lives = allowed.length > 0 ? allowed : [{ value: String(maxDays), label: `${maxDays} days` }];
  return (
    <form {...form} className="flex flex-col gap-5">
      {answer?.ok ? <NewSecret secret={answer.value.secret} /> : <FormMessage answer={answer} />}
      {isFull ? (
        <p className="text-sm text-muted">Two tokens live. Revoke the old one before you make another.</p>
      ) : (
        <>
          <div className="grid gap-5 sm:grid-cols-[1fr_12rem]">
            <TextField
              label="Name"
              name="name"
              hint="Which directory will use it: “Okta”."
              maxLength={80}
              required
              error={faults.name}
            />
            <Select
              label="Lives for"
              name="expiresInDays"
              hint="Then it must be replaced."
              defaultValue={lives.at(-1)?.value}
              options={lives}
              error={faults.expiresInDays}
            />
          </div>
          <div>
            <SubmitButton>Make token</SubmitButton>
          </div>
        </>
      )}
    </form>
  );
}

function NewSecret({ secret }: { secret: string }) {
  return (
    <Notice tone="good" title="Copy the token now: it is shown only this once" isLive>
      <p className="mt-2 flex flex-wrap items-center gap-2">
        <code className="rounded-md border border-rule bg-raised px-2 py-1 font-mono text-caption break-all">
          {secret}
        </code>
        <CopyButton text={secret} what="token" isLabelled variant="secondary" />
      </p>
      <p className="mt-2">In Okta it is the API token, in Entra ID the secret token.</p>
    </Notice>
  );
}
