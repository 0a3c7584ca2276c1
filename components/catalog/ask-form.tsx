"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";

/** What an organisation says when it asks for an API. */
export function AskForm({ orgName, action }: { orgName: string; action: FormAction }) {
  return (
    <KeptForm action={action} submit="Ask for access" done="Asked. The publisher has a mail.">
      {(faults) => (
        <TextArea
          label="What do you want to build?"
          name="reason"
          required
          rows={4}
          maxLength={1_000}
          hint={`Asked for ${orgName}. The publisher reads this to decide.`}
          error={faults.reason}
        />
      )}
    </KeptForm>
  );
}

/** Takes the request back; asking again is as easy, so it asks for no confirmation. */
export function WithdrawForm({ action }: { action: FormAction }) {
  return (
    <KeptForm action={action} submit="Withdraw the request" variant="secondary">
      {() => null}
    </KeptForm>
  );
}
