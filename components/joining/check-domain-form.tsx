"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

/** Asks DNS now, and says what it said. */
export function CheckDomainForm({ domainId, action }: { domainId: string; action: FormAction }) {
  return (
    <KeptForm action={action} submit="Look for the record" fields={{ domainId }}>
      {() => null}
    </KeptForm>
  );
}
