"use client";
import { useState } from "react";
import { FormMessage } from "#components/ui/form-message.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";
import type { FirstKey } from "#server/credentials/schema.ts";
import { FirstKeyPanel } from "./first-key-panel.tsx";
import { type PlanChoice, PlanFields } from "./plan-fields.tsx";
import type { PreparedCall } from "./prepared-call.ts";

interface StartFormProps {
  action: FormAction<FirstKey>;
  plans: readonly PlanChoice[];
  apps: readonly { id: string; name: string }[];
  suggestedName: string;
  /** The call to make first; null when the API has no readable operation yet. */
  call: PreparedCall | null;
}

const NEW_APP = "";

/** From an API's page to a key: app, plan, terms, one button; then the key and its first call in the same place. */
export function StartForm({ action, plans, apps, suggestedName, call }: StartFormProps) {
  const { answer, faults, form } = useKeptForm(action);
  const [appId, setAppId] = useState(apps[0]?.id ?? NEW_APP);
  if (answer?.ok) return <FirstKeyPanel issued={answer.value} call={call} />;
  return (
    <form {...form} className="flex flex-col gap-6 rounded-lg border border-rule bg-raised p-5 sm:p-7">
      <FormMessage answer={answer} />
      {apps.length > 0 ? (
        <Select
          label="App"
          name="appId"
          hint="An app is what calls: your website, a script, a service."
          value={appId}
          onChange={(event) => setAppId(event.target.value)}
          options={[
            ...apps.map(({ id, name }) => ({ value: id, label: name })),
            { value: NEW_APP, label: "A new app…" },
          ]}
        />
      ) : null}
      {appId === NEW_APP ? (
        <TextField
          label={apps.length > 0 ? "Name of the new app" : "App"}
          name="appName"
          hint="What will call the API. You can rename it at any time."
          defaultValue={suggestedName}
          required
          maxLength={80}
          error={faults.appName}
        />
      ) : null}
      <PlanFields plans={plans} faults={faults} />
      <input type="hidden" name="environment" value="sandbox" />
      <div>
        <SubmitButton size="lg">Issue key</SubmitButton>
      </div>
    </form>
  );
}
