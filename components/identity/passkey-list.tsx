"use client";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { FormMessage } from "#components/ui/form-message.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { useKeptForm } from "#components/ui/use-kept-form.ts";
import type { PasskeySummary } from "#server/factors/schema.ts";
import type { FactorActions } from "./factor-actions.ts";

interface PasskeyListProps {
  passkeys: readonly PasskeySummary[];
  now: Date;
  actions: FactorActions;
}

/** A person's passkeys, each with its last use; they can be renamed and removed. */
export function PasskeyList({ passkeys, now, actions }: PasskeyListProps) {
  if (passkeys.length === 0)
    return <p className="text-sm text-muted">You have none yet. Add one on the device in your hands.</p>;
  return (
    <ul className="divide-y divide-rule">
      {passkeys.map((passkey) => (
        <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
          <div className="min-w-0">
            <p className="font-medium break-words">{passkey.name}</p>
            <p className="text-caption text-muted">
              Added <RelativeTime at={passkey.createdAt} now={now} />,{" "}
              {passkey.lastUsedAt ? (
                <>
                  last used <RelativeTime at={passkey.lastUsedAt} now={now} />
                </>
              ) : (
                "never used"
              )}
              {passkey.isSynced ? ", synced between devices" : ""}
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            <RenamePasskey passkey={passkey} actions={actions} />
            <ConfirmButton
              label="Remove"
              fullLabel={`Remove the passkey ${passkey.name}`}
              title={`Remove the passkey “${passkey.name}”?`}
              confirm="Remove passkey"
              done="Passkey removed"
              action={actions.removePasskey.bind(null, passkey.id)}
            >
              It no longer opens your account. Delete it on its device, too.
            </ConfirmButton>
          </div>
        </li>
      ))}
    </ul>
  );
}

function RenamePasskey({ passkey, actions }: { passkey: PasskeySummary; actions: FactorActions }) {
  return (
    <FormDialog
      trigger={
        <Button size="sm" aria-label={`Rename the passkey ${passkey.name}`}>
          Rename
        </Button>
      }
      title="Rename passkey"
    >
      <RenameForm passkey={passkey} actions={actions} />
    </FormDialog>
  );
}

function RenameForm({ passkey, actions }: { passkey: PasskeySummary; actions: FactorActions }) {
  const { answer, faults, form } = useKeptForm(actions.renamePasskey.bind(null, passkey.id), {
    done: "Passkey renamed",
  });
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage answer={answer} besides={["name"]} />
      <TextField
        label="Name"
        name="name"
        defaultValue={passkey.name}
        maxLength={60}
        required
        error={faults.name}
      />
      <div>
        <SubmitButton>Save name</SubmitButton>
      </div>
    </form>
  );
}
