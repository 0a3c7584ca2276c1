"use client";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { clockText } from "#lib/format.ts";
import { routes } from "#lib/routes.ts";
import type { ConsoleScheme } from "./console-data.ts";
import type { SchemeSecret } from "./credentials.ts";
import { flowsOf, type OAuthFlowChoice, scopesOf } from "./oauth-flows.ts";
import type { Authorization } from "./oauth-return.ts";
import { SecretInput } from "./secret-input.tsx";
import { CallFailure, type Send } from "./send-request.ts";

interface OAuthFieldsProps {
  scheme: ConsoleScheme;
  /** Scopes that the operation asks for. */
  wanted: string[];
  secret: SchemeSecret;
  relay: Send;
  onChange: (change: Partial<SchemeSecret>) => void;
}

type Progress =
  | { kind: "idle" }
  | { kind: "working" }
  | { kind: "waiting"; authorization: Authorization; stop: AbortController }
  | { kind: "refused"; message: string };

/** Gets a token with the app's own client, or takes one that the person has. */
export function OAuthFields({ scheme, wanted, secret, relay, onChange }: OAuthFieldsProps) {
  const flows = flowsOf(scheme);
  const flow = flows.find(({ id }) => id === secret.flow) ?? flows[0];
  const { progress, get, cancel } = useToken({ scheme, flow, secret, wanted, relay, onChange });
  if (!flow) return <TokenField secret={secret} onChange={onChange} />;
  const { offered, asked } = scopesOf(flow, wanted, secret);
  const known = new Map(flow.scopes.map(({ name, description }) => [name, description]));
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {flows.length > 1 ? (
        <Select
          label="How to get a token"
          name="flow"
          value={flow.id}
          onChange={(event) => onChange({ flow: event.target.value })}
          options={flows.map(({ id, label }) => ({ value: id, label }))}
        />
      ) : null}
      {flow.id === "token" ? null : (
        <>
          <TextField
            label="Client id"
            name="client-id"
            autoComplete="off"
            spellCheck={false}
            value={secret.clientId ?? ""}
            onChange={(event) => onChange({ clientId: event.target.value.trim() })}
          />
          <SecretInput
            label="Client secret"
            hint={flow.id === "clientCredentials" ? "" : "Leave it empty for a public client."}
            value={secret.clientSecret ?? ""}
            onChange={(clientSecret) => onChange({ clientSecret })}
          />
          {secret.clientSecret ? (
            <Select
              label="The secret travels"
              name="secret-in"
              value={secret.secretIn ?? "header"}
              onChange={(event) => onChange({ secretIn: event.target.value === "body" ? "body" : "header" })}
              options={[
                { value: "header", label: "in the Authorization header" },
                { value: "body", label: "in the body" },
              ]}
            />
          ) : null}
          {offered.length > 0 ? (
            <fieldset className="flex flex-col gap-2">
              <legend className="mb-1.5 text-sm font-medium">Scopes</legend>
              {offered.map((name) => (
                <Checkbox
                  key={name}
                  label={<code className="text-caption">{name}</code>}
                  hint={known.get(name)}
                  checked={asked.includes(name)}
                  onChange={(event) =>
                    onChange({
                      scopes: event.target.checked ? [...asked, name] : asked.filter((one) => one !== name),
                    })
                  }
                />
              ))}
            </fieldset>
          ) : null}
          {flow.id === "authorizationCode" ? <RedirectNote /> : null}
          <div>
            <Button
              pending={progress.kind === "working"}
              disabled={!secret.clientId || progress.kind === "waiting"}
              onClick={get}
            >
              {flow.id === "authorizationCode" ? "Sign in and get a token" : "Get a token"}
            </Button>
          </div>
          <div aria-live="polite" className="empty:hidden">
            {progress.kind === "waiting" ? (
              <Notice
                title={`Sign in at ${new URL(progress.authorization.url).host}`}
                action={
                  <>
                    <a
                      href={progress.authorization.url}
                      target="_blank"
                      rel="noopener noreferrer"
                      className="inline-flex h-8 items-center rounded-md border border-strong bg-raised px-2.5 text-caption font-medium text-ink hover:bg-hover"
                    >
                      Open the tab again
                    </a>
                    <Button size="sm" variant="quiet" onClick={cancel}>
                      Cancel
                    </Button>
                  </>
                }
              >
                A new tab opened there. Come back when you are done: the token fills in by itself.
              </Notice>
            ) : null}
            {progress.kind === "refused" ? (
              <Notice tone="danger" title="No token">
                {progress.message}
              </Notice>
            ) : null}
          </div>
        </>
      )}
      <TokenField secret={secret} onChange={onChange} />
    </div>
  );
}

function TokenField({ secret, onChange }: Pick<OAuthFieldsProps, "secret" | "onChange">) {
  const ends = secret.token && secret.expiresAtMs ? new Date(secret.expiresAtMs) : null;
  return (
    <SecretInput
      label="Access token"
      hint={ends ? `Good until ${clockText(ends)}.` : "Or paste one that you have."}
      value={secret.token ?? ""}
      onChange={(token) => onChange({ token, expiresAtMs: undefined })}
    />
  );
}

function RedirectNote() {
  const address = `${window.location.origin}${routes.consoleCallback()}`;
  return (
    <p className="text-caption text-muted">
      Your client must allow the redirect address <code className="break-all text-ink">{address}</code>{" "}
      <CopyButton text={address} what="redirect address" />
    </p>
  );
}

interface TokenHook extends OAuthFieldsProps {
  flow: OAuthFlowChoice | undefined;
}

function useToken({ scheme, flow, secret, wanted, relay, onChange }: TokenHook) {
  const [progress, setProgress] = useState<Progress>({ kind: "idle" });
  const stop = useRef<AbortController>(null);

  async function get() {
    if (!flow) return;
    setProgress({ kind: "working" });
    try {
      const oauth = await import("./oauth.ts");
      const { origin } = window.location;
      const call = oauth.providerFetch(relay, origin);
      const endpoints = scheme.openIdConnectUrl
        ? await oauth.discover(oauth.providerUrl(scheme.openIdConnectUrl, origin), call)
        : flow.endpoints;
      const client = { ...secret, scopes: scopesOf(flow, wanted, secret).asked };
      if (flow.id === "clientCredentials") {
        onChange(await oauth.fetchClientToken(endpoints, client, call, origin));
      } else {
        const authorization = await oauth.beginAuthorization(endpoints, client, origin);
        stop.current = new AbortController();
        const returned = oauth.awaitReturn(authorization.state, stop.current.signal);
        openTab(authorization.url);
        setProgress({ kind: "waiting", authorization, stop: stop.current });
        const parameters = await returned;
        onChange(await oauth.redeemReturn(endpoints, client, authorization, parameters, call, origin));
      }
      setProgress({ kind: "idle" });
    } catch (error) {
      setProgress(refusalOf(error));
    }
  }

  return { progress, get, cancel: () => stop.current?.abort() };
}

function refusalOf(error: unknown): Progress {
  if (error instanceof DOMException && error.name === "AbortError") return { kind: "idle" };
  if (error instanceof CallFailure) return { kind: "refused", message: error.message };
  if (error instanceof Error) return { kind: "refused", message: error.message };
  throw error;
}

/** A link rather than window.open, so that the provider's page gets no handle on this one. */
function openTab(url: string) {
  const link = document.createElement("a");
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.click();
}
