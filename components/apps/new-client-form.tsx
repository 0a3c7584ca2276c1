"use client";
import { CodeFrame } from "#components/ui/code-frame.tsx";
import { FormMessage } from "#components/ui/form-message.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type FormAction, useKeptForm } from "#components/ui/use-kept-form.ts";
import type { IssuedSecret } from "#server/oauth/schema.ts";
import { ENVIRONMENTS } from "./environments.ts";
import type { PreparedCall } from "./prepared-call.ts";
import { SecretPanel } from "./secret-panel.tsx";

interface NewClientFormProps {
  action: FormAction<IssuedSecret>;
  appHref: string;
  tokenUrl: string;
  /** With ACCESS_TOKEN where the token goes. */
  call: PreparedCall | null;
}

/** Asks for a client's name and environment; then shows its id and secret. */
export function NewClientForm({ action, appHref, tokenUrl, call }: NewClientFormProps) {
  const { answer, faults, form } = useKeptForm(action);
  if (answer?.ok)
    return <NewClient issued={answer.value} appHref={appHref} tokenUrl={tokenUrl} call={call} />;
  return (
    <form {...form} className="flex flex-col gap-6">
      <FormMessage answer={answer} />
      <TextField
        label="Name"
        name="name"
        hint="The service that will use it: “Nightly import”."
        required
        maxLength={80}
        error={faults.name}
      />
      <RadioGroup
        legend="Environment"
        name="environment"
        defaultValue="sandbox"
        options={ENVIRONMENTS}
        error={faults.environment}
      />
      <div>
        <SubmitButton>Create client</SubmitButton>
      </div>
    </form>
  );
}

type NewClientProps = Omit<NewClientFormProps, "action"> & { issued: IssuedSecret };

function NewClient({ issued, appHref, tokenUrl, call }: NewClientProps) {
  const { client, secret } = issued;
  const token = [`curl ${tokenUrl}`, `-u '${client.id}:${secret}'`, "-d grant_type=client_credentials"].join(
    " \\\n  ",
  );
  return (
    <SecretPanel
      title={`The client “${client.name}” is ready`}
      open={[{ label: "Client id", value: client.id }]}
      secretLabel="Client secret"
      secret={secret}
      what="client secret"
    >
      <div className="flex min-w-0 flex-col gap-4">
        <h3 className="text-lg">Get a token, then call</h3>
        <CodeFrame code={token} title="1. Get a token" what="token request" />
        {call && client.environment === "sandbox" ? (
          <CodeFrame code={call.samples.curl ?? ""} title="2. Call with the token" what="call" />
        ) : null}
        <p className="text-sm text-muted">
          Put the answer's <code>access_token</code> in the place of ACCESS_TOKEN. It lives for an hour; ask
          for another when it has expired.
        </p>
      </div>
      <div>
        <LinkButton href={appHref}>Back to the app</LinkButton>
      </div>
    </SecretPanel>
  );
}
