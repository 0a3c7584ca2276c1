"use client";
import { useActionState } from "react";
import { FormMessage } from "#components/ui/form-message.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { Answer } from "#lib/answer.ts";

interface TestProviderFormProps {
  providerId: string;
  action: (previous: unknown, form: FormData) => Promise<Answer<{ findings: string[] }>>;
}

/** Asks the provider about itself and shows what it says. */
export function TestProviderForm({ providerId, action }: TestProviderFormProps) {
  const [answer, send] = useActionState<Answer<{ findings: string[] }> | null, FormData>(action, null);
  return (
    <form action={send} className="mt-5 flex flex-col items-start gap-3">
      <input type="hidden" name="providerId" value={providerId} />
      <FormMessage answer={answer} />
      {answer?.ok ? (
        <Notice tone="good" title="The provider answered" isLive>
          {answer.value.findings.map((finding) => (
            <p key={finding}>{finding}</p>
          ))}
        </Notice>
      ) : null}
      <SubmitButton variant="secondary">Test provider</SubmitButton>
    </form>
  );
}
