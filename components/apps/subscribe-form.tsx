"use client";
import { useActionState } from "react";
import { FormMessage } from "#components/ui/form-message.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { Answer } from "#lib/answer.ts";
import { type PlanChoice, PlanFields } from "./plan-fields.tsx";

interface SubscribeFormProps {
  plans: readonly PlanChoice[];
  action: (previous: Answer<unknown> | null, form: FormData) => Promise<Answer<unknown>>;
}

export function SubscribeForm({ plans, action }: SubscribeFormProps) {
  const [answer, send] = useActionState(action, null);
  return (
    <form action={send} className="flex flex-col gap-6">
      <FormMessage answer={answer} />
      <PlanFields plans={plans} faults={answer && !answer.ok ? answer.fields : {}} />
      <div>
        <SubmitButton>Subscribe</SubmitButton>
      </div>
    </form>
  );
}
