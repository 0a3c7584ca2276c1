"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import { type PlanChoice, PlanFields } from "./plan-fields.tsx";

export function SubscribeForm({ plans, action }: { plans: readonly PlanChoice[]; action: FormAction }) {
  return (
    <KeptForm action={action} submit="Subscribe">
      {(faults) => <PlanFields plans={plans} faults={faults} />}
    </KeptForm>
  );
}
