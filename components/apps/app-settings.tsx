"use client";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { Answer } from "#lib/answer.ts";

interface AppSettingsProps {
  name: string;
  description: string;
  save: FormAction;
  remove: () => Promise<Answer<unknown>>;
}

/** Renames the app, and deletes it. */
export function AppSettings({ name, description, save, remove }: AppSettingsProps) {
  return (
    <Panel title="Settings">
      <div className="flex flex-col gap-8">
        <div className="max-w-prose">
          <KeptForm action={save} submit="Save" variant="secondary" done="Saved.">
            {(faults) => (
              <>
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
              </>
            )}
          </KeptForm>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-4 border-t border-rule pt-5">
          <div>
            <h3 className="text-sm font-semibold">Delete this app</h3>
            <p className="text-sm text-muted">
              Its keys, OAuth clients and plans go with it, at once and for good.
            </p>
          </div>
          <ConfirmButton
            label="Delete app"
            variant="danger"
            size="md"
            title={`Delete ${name}?`}
            confirm="Delete app"
            nameToType={name}
            done={`${name} is deleted`}
            action={remove}
          >
            Everything that still calls with its keys or tokens is refused within a second. This cannot be
            undone.
          </ConfirmButton>
        </div>
      </div>
    </Panel>
  );
}
