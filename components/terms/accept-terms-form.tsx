"use client";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { KeptForm } from "#components/ui/kept-form.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

interface AcceptTermsFormProps {
  version: number;
  next: string;
  action: FormAction;
}

export function AcceptTermsForm({ version, next, action }: AcceptTermsFormProps) {
  return (
    <KeptForm action={action} submit="Accept and continue">
      {(faults) => (
        <>
          <input type="hidden" name="next" value={next} />
          <Checkbox
            name="terms"
            value={version}
            label={`I have read and accept version ${version} of the terms of use`}
            required
            error={faults.terms}
          />
        </>
      )}
    </KeptForm>
  );
}
