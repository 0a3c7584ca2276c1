"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { SignUpSettings } from "#server/identity/schema.ts";

const MODES = [
  { value: "open", label: "Everybody", hint: "Whoever confirms an e-mail address has an account." },
  {
    value: "approval",
    label: "After approval",
    hint: "They confirm the address, then wait until you let them in.",
  },
  {
    value: "domains",
    label: "Certain domains",
    hint: "Addresses of the domains below; others are turned away.",
  },
  {
    value: "invitation",
    label: "By invitation",
    hint: "Whom an organisation invited, with the link in the mail and the very address it was sent to.",
  },
];

interface SignUpSettingsFormProps {
  settings: SignUpSettings;
  action: FormAction;
  mayChange: boolean;
}

export function SignUpSettingsForm({ settings, action, mayChange }: SignUpSettingsFormProps) {
  if (!mayChange) {
    const mode = MODES.find(({ value }) => value === settings.mode);
    return (
      <p className="text-sm">
        <span className="font-medium">{mode?.label}</span>: {mode?.hint} {settings.allowedDomains.join(", ")}
      </p>
    );
  }
  return (
    <KeptForm action={action} submit="Save" variant="secondary" done="Saved. It holds from now on.">
      {(faults) => (
        <>
          <RadioGroup
            legend="New accounts are for"
            name="mode"
            options={MODES}
            defaultValue={settings.mode}
            error={faults.mode}
          />
          <TextArea
            label="Domains"
            name="allowedDomains"
            hint="For “Certain domains”, one a line: example.com is that domain alone, *.example.com every name below it. Visitors see the list."
            defaultValue={settings.allowedDomains.join("\n")}
            rows={4}
            autoComplete="off"
            spellCheck={false}
            error={faults.allowedDomains}
            className="max-w-md"
          />
        </>
      )}
    </KeptForm>
  );
}
