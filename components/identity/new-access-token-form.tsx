"use client";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { CodeFrame } from "#components/ui/code-frame.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { FormMessage } from "#components/ui/form-message.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";

interface NewAccessTokenFormProps {
  action: FormAction<{ secret: string }>;
  scopes: { scope: string; meaning: string }[];
  orgName: string;
  publicUrl: string;
  /** The longest life that the portal allows. */
  maxDays: number;
  /** Of an organisation's token: the teams it may be kept to. */
  teams?: { id: string; name: string }[];
}

const LIVES = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
];

/** Makes an access token and shows its secret this once. */
export function NewAccessTokenForm({
  action,
  scopes,
  orgName,
  publicUrl,
  maxDays,
  teams,
}: NewAccessTokenFormProps) {
  const { answer: issued, faults, form } = useKeptForm(action, { isEmptiedWhenDone: true });
  return (
    <form {...form} className="flex flex-col gap-5">
      {issued?.ok ? (
        <NewSecret secret={issued.value.secret} publicUrl={publicUrl} />
      ) : (
        <FormMessage answer={issued} />
      )}
      <div className="grid gap-5 sm:grid-cols-[1fr_12rem]">
        <TextField
          label="Name"
          name="name"
          hint="What will use it: “CI of the timetable repository”."
          maxLength={80}
          required
          error={faults.name}
        />
        <Select
          label="Lives for"
          name="expiresInDays"
          hint="Then it must be replaced."
          defaultValue={String(Math.min(90, maxDays))}
          options={livesWithin(maxDays)}
          error={faults.expiresInDays}
        />
      </div>
      {teams ? <Standing teams={teams} faults={faults} /> : null}
      <fieldset>
        <legend className="mb-2 text-sm font-medium">It may, in {orgName}</legend>
        <div className="grid gap-3 sm:grid-cols-2">
          {scopes.map(({ scope, meaning }) => (
            <Checkbox
              key={scope}
              name="scopes"
              value={scope}
              label={meaning}
              hint={<code className="text-xs">{scope}</code>}
            />
          ))}
        </div>
        {faults.scopes ? (
          <div className="mt-2">
            <FieldError id="scopes-error">{faults.scopes}</FieldError>
          </div>
        ) : null}
      </fieldset>
      <div>
        <SubmitButton>Make token</SubmitButton>
      </div>
    </form>
  );
}

function livesWithin(maxDays: number) {
  const allowed = LIVES.filter(({ value }) => Number(value) <= maxDays);
  const isListed = allowed.some(({ value }) => Number(value) === Math.min(90, maxDays));
  return isListed ? allowed : [...allowed, { value: String(maxDays), label: `${maxDays} days` }];
}

function Standing({
  teams,
  faults,
}: {
  teams: { id: string; name: string }[];
  faults: Record<string, string>;
}) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Select
        label="Acts as"
        name="role"
        hint="Never as owner. A token manages no members."
        defaultValue="developer"
        options={[
          { value: "developer", label: "Developer" },
          { value: "viewer", label: "Viewer" },
          { value: "admin", label: "Admin" },
        ]}
        error={faults.role}
      />
      <Select
        label="Reaches"
        name="teamId"
        options={[
          { value: "", label: "Every team" },
          ...teams.map(({ id, name }) => ({ value: id, label: `Only the team ${name}` })),
        ]}
        error={faults.teamId}
      />
    </div>
  );
}

export function NewSecret({ secret, publicUrl }: { secret: string; publicUrl: string }) {
  return (
    <Notice tone="good" title="Copy the token now: it is shown only this once" isLive>
      <p className="mt-2 flex flex-wrap items-center gap-2">
        <code className="rounded-md border border-rule bg-raised px-2 py-1 font-mono text-caption break-all">
          {secret}
        </code>
        <CopyButton text={secret} what="access token" isLabelled variant="secondary" />
      </p>
      <div className="mt-3">
        <CodeFrame
          code={`curl ${publicUrl}/api/v1/apis \\\n  -H 'Authorization: Bearer ${secret}'`}
          title="Try it"
          what="call"
        />
      </div>
    </Notice>
  );
}
