"use client";
import { useActionState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { FormMessage } from "#components/ui/form-message.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { Answer } from "#lib/answer.ts";

interface AppSettingsProps {
  name: string;
  description: string;
  save: (previous: Answer<unknown> | null, form: FormData) => Promise<Answer<unknown>>;
  remove: () => Promise<Answer<unknown>>;
}

/** Renames the app, and deletes it. */
export function AppSettings({ name, description, save, remove }: AppSettingsProps) {
  const [answer, send] = useActionState(save, null);
  const faults = answer && !answer.ok ? answer.fields : {};
  return (
    <Panel title="Settings">
      <div className="flex flex-col gap-8">
        <form action={send} className="flex max-w-prose flex-col gap-4">
          <FormMessage answer={answer} done="Saved." />
          <TextField
            label="Name"
            name="name"
            defaultValue={name}
            required
            maxLength={80}
            error={faults.name}
          />
          <TextField
            label="What it does"
            name="description"
            optional
            defaultValue={description}
            maxLength={500}
            error={faults.description}
          />
          <div>
            <SubmitButton variant="secondary">Save</SubmitButton>
          </div>
        </form>
        <div className="flex flex-wrap items-center justify-between gap-4 border-t border-rule pt-5">
          <div>
            <h3 className="text-sm font-semibold">Delete this app</h3>
            <p className="text-sm text-muted">
              Its keys, OAuth clients and plans go with it, at once and for good.
            </p>
          </div>
          <ConfirmDialog
            trigger={<Button variant="danger">Delete app</Button>}
            title={`Delete ${name}?`}
            confirm="Delete app"
            nameToType={name}
            onConfirm={remove}
          >
            Everything that still calls with its keys or tokens is refused within a second. This cannot be
            undone.
          </ConfirmDialog>
        </div>
      </div>
    </Panel>
  );
}
