"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import { ApiFields, type EditableApi } from "./api-fields.tsx";

export function EditApiForm({ api, action }: { api: EditableApi; action: FormAction }) {
  return (
    <KeptForm action={action} submit="Save" done="Saved.">
      {(faults) => <ApiFields faults={faults} api={api} />}
    </KeptForm>
  );
}
