"use client";
import { useActionState } from "react";
import { FormMessage } from "#components/ui/form-message.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { useKeptForm } from "#components/ui/use-kept-form.ts";
import type { Answer } from "#lib/answer.ts";
import type { DeviceOffer } from "#server/identity/schema.ts";

type LookUp = (previous: Answer<DeviceOffer> | null, form: FormData) => Promise<Answer<DeviceOffer>>;
type Decide = (
  previous: Answer<{ isApproved: boolean }> | null,
  form: FormData,
) => Promise<Answer<{ isApproved: boolean }>>;

/** First the code, then what it would allow, then yes or no. */
export function DeviceForm({ lookUp, decide }: { lookUp: LookUp; decide: Decide }) {
  const [found, send] = useActionState(lookUp, null);
  if (found?.ok) return <DeviceDecision offer={found.value} decide={decide} />;
  return (
    <form action={send} className="flex flex-col gap-5">
      <FormMessage answer={found} />
      <TextField
        label="Code"
        name="userCode"
        hint="The eight letters that portico login shows in your terminal."
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
        required
        error={found && !found.ok ? found.fields.userCode : undefined}
      />
      <div>
        <SubmitButton>Continue</SubmitButton>
      </div>
    </form>
  );
}

function DeviceDecision({ offer, decide }: { offer: DeviceOffer; decide: Decide }) {
  const { answer, form } = useKeptForm(decide);
  if (answer?.ok) {
    return answer.value.isApproved ? (
      <Notice tone="good" title="The command line may act for you now" isLive>
        Go back to your terminal. You find its token under access tokens, where you can revoke it.
      </Notice>
    ) : (
      <Notice tone="note" title="Refused" isLive>
        The command line was told that it may not act for you.
      </Notice>
    );
  }
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormMessage answer={answer} />
      <input type="hidden" name="userCode" value={offer.userCode} />
      <input type="hidden" name="orgId" value={offer.orgId} />
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
        <dt className="text-muted">Calls itself</dt>
        <dd className="break-words">{offer.deviceName}</dd>
        <dt className="text-muted">Asks from</dt>
        <dd className="font-mono text-caption break-all">{offer.address || "an unknown address"}</dd>
        <dt className="text-muted">Code</dt>
        <dd className="font-mono">{offer.userCode}</dd>
      </dl>
      <div>
        <h2 className="text-sm font-medium">It may then, as you and in {offer.orgName}</h2>
        <ul className="mt-2 list-disc pl-5 text-sm">
          {offer.scopes.map(({ scope, meaning }) => (
            <li key={scope}>{meaning}</li>
          ))}
        </ul>
      </div>
      <Notice tone="attention" title="Only if you started this yourself">
        If somebody sent you the code, or you did not run portico login just now, refuse: they would get to
        act as you.
      </Notice>
      <div className="flex flex-wrap gap-3">
        <SubmitButton name="decision" value="approve">
          Allow
        </SubmitButton>
        <SubmitButton name="decision" value="refuse" variant="secondary">
          Refuse
        </SubmitButton>
      </div>
    </form>
  );
}
