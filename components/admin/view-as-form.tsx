"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { type Option, Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

interface ViewAsFormProps {
  /** What is fixed: `userId` of a person, or `orgId` whose role is chosen. */
  fixed: Record<string, string>;
  /** A role to choose. */
  choice?: { name: "orgRole" | "platformRole"; options: readonly Option[] };
  /** Administrators may act for a person, with a reason. */
  mayAct?: boolean;
  action: FormAction;
}

/** Starts seeing the portal through somebody else's eyes. */
export function ViewAsForm({ fixed, choice, mayAct = false, action }: ViewAsFormProps) {
  return (
    <KeptForm action={action} submit="Start view" variant="secondary">
      {(faults) => (
        <>
          {Object.entries(fixed).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {choice ? (
            <Select
              label="Role"
              name={choice.name}
              options={choice.options}
              error={faults[choice.name]}
              className="max-w-xs"
            />
          ) : null}
          {mayAct ? (
            <RadioGroup
              legend="What for"
              name="mode"
              defaultValue="look"
              options={[
                { value: "look", label: "To look", hint: "Every change is refused." },
                {
                  value: "act",
                  label: "To act on their behalf",
                  hint: "Changes are recorded as yours. Secrets, roles and the account stay closed.",
                },
              ]}
            />
          ) : null}
          <TextField
            label="Reason"
            name="reason"
            maxLength={300}
            optional={!mayAct}
            hint="Kept in the audit log, and told to the person."
            error={faults.reason}
            className="max-w-xl"
          />
        </>
      )}
    </KeptForm>
  );
}
