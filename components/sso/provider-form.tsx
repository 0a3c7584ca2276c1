"use client";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { MappingTarget } from "./mapping-form.tsx";

interface ProviderFormProps {
  action: FormAction;
  kind: "oidc" | "saml";
  organisations: MappingTarget[];
  /** What is kept, by field name; with "providerId" it is a change. */
  fields: Record<string, string>;
  hasSecret?: boolean;
}

type Part = { faults: Record<string, string>; fields: Record<string, string> };

/** The settings of a provider. Its secret can be written, never read. */
export function ProviderForm({ action, kind, organisations, fields, hasSecret = false }: ProviderFormProps) {
  const isNew = !fields.providerId;
  const text = ({ faults }: Part, name: string) => ({
    name,
    defaultValue: fields[name],
    error: faults[name],
    autoComplete: "off",
    spellCheck: false,
    className: "max-w-xl",
  });
  return (
    <KeptForm action={action} submit={isNew ? "Add provider" : "Save"} done={isNew ? undefined : "Saved."}>
      {(faults) => {
        const part = { faults, fields };
        return (
          <>
            <input type="hidden" name="kind" value={kind} />
            {isNew ? null : <input type="hidden" name="providerId" value={fields.providerId} />}
            <TextField label="Name" hint="On the button: Continue with …" {...text(part, "name")} required />
            {isNew ? (
              <TextField
                label="Short name"
                hint="Part of its addresses, such as acme. It stays."
                {...text(part, "slug")}
                required
              />
            ) : null}
            {kind === "oidc" ? (
              <OidcFields {...part} text={text} hasSecret={hasSecret} />
            ) : (
              <SamlFields {...part} text={text} />
            )}
            <TextField
              label="Domains of addresses"
              hint={
                kind === "saml"
                  ? "Of these it is believed that it has checked addresses. Others are confirmed by mail."
                  : "Of these it is believed when it says that an address was checked. Others are confirmed by mail."
              }
              placeholder="example.com, *.example.com"
              {...text(part, "emailDomains")}
              optional
            />
            <Select
              label="Speaks for"
              name="orgId"
              hint="Its claims lead into this organisation only."
              defaultValue={fields.orgId}
              error={faults.orgId}
              className="max-w-xl"
              options={[
                { value: "", label: "The whole portal" },
                ...organisations.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </>
        );
      }}
    </KeptForm>
  );
}

type TextProps = (part: Part, name: string) => { name: string; defaultValue: string | undefined };

function OidcFields({ text, hasSecret, ...part }: Part & { text: TextProps; hasSecret: boolean }) {
  return (
    <>
      <TextField
        label="Issuer"
        hint="The address before /.well-known/openid-configuration."
        type="url"
        {...text(part, "issuer")}
        required
      />
      <TextField label="Client id" {...text(part, "clientId")} required />
      <TextField
        label="Client secret"
        hint={hasSecret ? "One is kept. Leave empty to keep it." : "Empty for a public client."}
        type="password"
        {...text(part, "clientSecret")}
        autoComplete="new-password"
        optional
      />
      <TextField
        label="Scopes"
        {...text(part, "scopes")}
        defaultValue={part.fields.scopes ?? "openid email profile"}
      />
    </>
  );
}

function SamlFields({ text, ...part }: Part & { text: TextProps }) {
  return (
    <>
      <TextField label="Entity id" {...text(part, "idpIssuer")} required />
      <TextField label="Sign-in address" type="url" {...text(part, "entryPoint")} required />
      <TextArea
        label="Signing certificates"
        hint="PEM, one or more. Responses and assertions must both be signed."
        isCode
        rows={6}
        {...text(part, "certificates")}
        required
      />
      <TextField
        label="Attribute with the e-mail"
        {...text(part, "emailAttribute")}
        defaultValue={part.fields.emailAttribute ?? "email"}
      />
      <TextField
        label="Attribute with the name"
        {...text(part, "nameAttribute")}
        defaultValue={part.fields.nameAttribute ?? "displayName"}
      />
    </>
  );
}
