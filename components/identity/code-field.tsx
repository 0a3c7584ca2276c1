import { TextField } from "#components/ui/text-field.tsx";

/** Six digits of an authenticator app. */
export function CodeField({ error }: { error?: string | undefined }) {
  return (
    <TextField
      label="Code from your authenticator app"
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={12}
      spellCheck={false}
      required
      error={error}
    />
  );
}
