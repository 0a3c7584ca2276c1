"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import { ApiFields, type EditableApi } from "./api-fields.tsx";

interface EditApiFormProps {
  api: EditableApi;
  action: FormAction;
  maySetVisibility: boolean;
}

export function EditApiForm({ api, action, maySetVisibility }: EditApiFormProps) {
  return (
    <KeptForm action={action} submit="Save" done="Saved.">
      {(faults) => <ApiFields faults={faults} api={api} maySetVisibility={maySetVisibility} />}
    </KeptForm>
  );
}
