"use client";
import type { ApiDetail } from "#server/catalog/schema.ts";
import { ApiFields } from "./api-fields.tsx";
import { type FormAction, KeptForm } from "./kept-form.tsx";

export function EditApiForm({ api, action }: { api: ApiDetail; action: FormAction }) {
  return (
    <KeptForm action={action} submit="Save" done="Saved.">
      {(faults) => <ApiFields faults={faults} api={api} />}
    </KeptForm>
  );
}
