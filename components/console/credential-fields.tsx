"use client";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { ConsoleData, ConsoleScheme } from "./console-data.ts";
import { ConsoleSection } from "./console-section.tsx";
import { alternativesOf, type Credentials, type SchemeSecret } from "./credentials.ts";
import { OAuthFields } from "./oauth-fields.tsx";
import { SecretInput } from "./secret-input.tsx";
import type { Send } from "./send-request.ts";
import { TrialFields } from "./trial-fields.tsx";
import type { Trial } from "./use-trial.ts";

interface CredentialFieldsProps {
  data: ConsoleData;
  isSandbox: boolean;
  credentials: Credentials;
  trial: Trial;
  relay: Send;
  isKept: boolean;
  onKeep: (isKept: boolean) => void;
  onChange: (credentials: Credentials) => void;
}

/** Who calls: in the sandbox one of the person's apps by itself, elsewhere what the document asks for. */
export function CredentialFields(props: CredentialFieldsProps) {
  const { data, isSandbox, credentials, trial, isKept, onKeep, onChange } = props;
  if (isSandbox && !data.hasPlan)
    return <NoPlan planHref={data.planHref} hasServers={data.servers.length > 0} />;
  const isTrial = isSandbox && credentials.source === "trial";
  const alternatives = alternativesOf(data, isSandbox);
  const isUnnamed = !isSandbox && !data.security.some(({ schemes }) => schemes.length > 0);
  const chosen = alternatives[credentials.alternative] ?? alternatives[0];
  const change = (name: string, part: Partial<SchemeSecret>) =>
    onChange({
      ...credentials,
      secrets: { ...credentials.secrets, [name]: { ...credentials.secrets[name], ...part } },
    });
  return (
    <ConsoleSection title="Authorisation">
      {isSandbox ? (
        <Select
          label="Call as"
          name="credential-source"
          value={credentials.source}
          onChange={({ target: { value } }) =>
            onChange({ ...credentials, source: value === "own" ? "own" : "trial" })
          }
          options={[
            { value: "trial", label: "One of my apps, with a key for the next minutes" },
            { value: "own", label: "A sandbox credential that I paste" },
          ]}
        />
      ) : null}
      {isTrial ? <TrialFields trial={trial} /> : null}
      {isTrial ? null : (
        <>
          {alternatives.length > 1 ? (
            <Select
              label={isUnnamed ? "Credential" : "The document accepts"}
              hint={
                isUnnamed
                  ? "Send what the API asks for. A key in a header of its own goes under Extra headers."
                  : undefined
              }
              name="alternative"
              value={String(credentials.alternative)}
              onChange={(event) => onChange({ ...credentials, alternative: Number(event.target.value) })}
              options={alternatives.map(({ label }, index) => ({ value: String(index), label }))}
            />
          ) : null}
          {!chosen || chosen.schemes.length === 0 ? (
            <p className="text-caption text-muted">
              {data.isSecurityUnstated
                ? "The document names no credential. The API may ask for one all the same."
                : "The document asks for no credential here."}
            </p>
          ) : null}
          {chosen?.schemes.map(({ scheme, scopes }) => (
            <SchemeFields
              key={scheme.name}
              scheme={scheme}
              wanted={scopes}
              secret={credentials.secrets[scheme.name] ?? {}}
              relay={props.relay}
              onChange={(part) => change(scheme.name, part)}
            />
          ))}
          {chosen && chosen.schemes.length > 0 ? (
            <Checkbox
              label="Keep until this tab closes"
              hint="Otherwise credentials stay in this page’s memory only. They never enter the history."
              checked={isKept}
              onChange={(event) => onKeep(event.target.checked)}
            />
          ) : null}
        </>
      )}
    </ConsoleSection>
  );
}

/** Nobody can have a key for this sandbox: what can be done instead. */
function NoPlan({ planHref, hasServers }: { planHref: string | null; hasServers: boolean }) {
  return (
    <ConsoleSection title="Authorisation">
      <Notice
        tone="attention"
        title="This API has no plan yet"
        action={planHref ? <LinkButton href={planHref}>Add a plan</LinkButton> : null}
      >
        So there is no key for its sandbox.{" "}
        {hasServers
          ? "Choose a live server under Environment, and use a credential that you have from its publisher."
          : "Its publisher can add one."}
      </Notice>
    </ConsoleSection>
  );
}

interface SchemeFieldsProps {
  scheme: ConsoleScheme;
  wanted: string[];
  secret: SchemeSecret;
  relay: Send;
  onChange: (part: Partial<SchemeSecret>) => void;
}

function SchemeFields({ scheme, wanted, secret, relay, onChange }: SchemeFieldsProps) {
  return (
    <div className="flex min-w-0 flex-col gap-3 border-l border-rule pl-3">
      <div>
        <p className="text-caption font-semibold">{scheme.name}</p>
        {scheme.description ? <p className="text-caption text-muted">{scheme.description}</p> : null}
      </div>
      <SchemeInputs {...{ scheme, wanted, secret, relay, onChange }} />
    </div>
  );
}

const PLACE_WORDS = { header: "the header", query: "the query parameter", cookie: "the cookie" };

function SchemeInputs({ scheme, wanted, secret, relay, onChange }: SchemeFieldsProps) {
  if (scheme.type === "mutualTLS")
    return (
      <Notice tone="note" title="This API wants a client certificate">
        Browsers and the relay cannot present one. Take the curl command and add --cert and --key.
      </Notice>
    );
  if (scheme.type === "oauth2" || scheme.type === "openIdConnect")
    return <OAuthFields {...{ scheme, wanted, secret, relay, onChange }} />;
  if (scheme.type === "http" && scheme.scheme?.toLowerCase() === "basic")
    return (
      <>
        <TextField
          label="User name"
          name="user-name"
          autoComplete="off"
          spellCheck={false}
          value={secret.username ?? ""}
          onChange={(event) => onChange({ username: event.target.value })}
        />
        <SecretInput
          label="Password"
          value={secret.password ?? ""}
          onChange={(password) => onChange({ password })}
        />
      </>
    );
  const isKey = scheme.type === "apiKey";
  return (
    <SecretInput
      label={isKey ? "API key" : `${scheme.bearerFormat ?? ""} token`.trim().replace(/^token$/, "Token")}
      hint={
        isKey
          ? `Travels in ${PLACE_WORDS[scheme.in ?? "header"]} ${scheme.parameterName ?? scheme.name}.`
          : `Travels in the Authorization header as ${scheme.scheme ?? "bearer"}.`
      }
      value={secret.value ?? ""}
      onChange={(value) => onChange({ value })}
    />
  );
}
