"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

export function AcceptForm({
  token,
  orgName,
  action,
}: {
  token: string;
  orgName: string;
  action: FormAction;
}) {
  return (
    <KeptForm action={action} submit={`Join ${orgName}`}>
      {() => <input type="hidden" name="token" value={token} />}
    </KeptForm>
  );
}
