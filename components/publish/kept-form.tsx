"use client";
import { type ReactNode, startTransition, useActionState } from "react";
import { Button } from "#components/ui/button.tsx";
import { FormMessage } from "#components/ui/form-message.tsx";
import type { Answer } from "#lib/answer.ts";

export type FormAction = (previous: unknown, form: FormData) => Promise<Answer<unknown>>;

interface KeptFormProps {
  action: FormAction;
  submit: string;
  /** Said when it went well and the page stays. */
  done?: string;
  /** Empties the fields when it went well. */
  isEmptiedWhenDone?: boolean;
  children: (faults: Record<string, string>) => ReactNode;
}

/** A form that keeps what was typed after a refusal: React would empty one that is sent by its action alone. */
export function KeptForm({ action, submit, done, isEmptiedWhenDone, children }: KeptFormProps) {
  const [answer, send, isPending] = useActionState<Answer<unknown> | null, FormData>(action, null);
  return (
    <form
      action={send}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        startTransition(() => send(data));
      }}
      key={isEmptiedWhenDone && answer?.ok ? JSON.stringify(answer.value) : "form"}
      className="flex flex-col gap-5"
    >
      <FormMessage answer={answer} done={done} />
      {children(answer && !answer.ok ? answer.fields : {})}
      <div>
        <Button type="submit" variant="primary" pending={isPending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
