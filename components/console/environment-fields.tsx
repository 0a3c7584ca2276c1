"use client";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { liveLabel, serverUrl } from "#lib/call-server.ts";
import type { Environment } from "./call-form.ts";
import type { ConsoleData } from "./console-data.ts";
import { ConsoleSection } from "./console-section.tsx";

interface EnvironmentFieldsProps {
  data: ConsoleData;
  environment: Environment;
  signInHref: string;
  onChange: (environment: Environment) => void;
}

/** The sandbox, or one of the document's live servers with its variables. */
export function EnvironmentFields({ data, environment, signInHref, onChange }: EnvironmentFieldsProps) {
  const server = environment.kind === "server" ? data.servers[environment.index] : undefined;
  return (
    <ConsoleSection title="Environment">
      <Select
        label="Where to send it"
        name="environment"
        value={environment.kind === "sandbox" ? "sandbox" : String(environment.index)}
        onChange={({ target: { value } }) =>
          onChange(
            value === "sandbox"
              ? { kind: "sandbox" }
              : { kind: "server", index: Number(value), variables: {} },
          )
        }
        options={[
          { value: "sandbox", label: "Sandbox · answers with the document's examples" },
          ...data.servers.map((one, index) => ({
            value: String(index),
            label: liveLabel(one),
          })),
        ]}
      />
      {environment.kind === "server" && server ? (
        <>
          {server.variables.map((variable) => {
            const value = environment.variables[variable.name] ?? variable.default;
            const set = (next: string) =>
              onChange({ ...environment, variables: { ...environment.variables, [variable.name]: next } });
            const common = {
              label: variable.name,
              hint: variable.description,
              name: `server-${variable.name}`,
              value,
            };
            return variable.enum.length > 0 ? (
              <Select
                key={variable.name}
                {...common}
                onChange={(event) => set(event.target.value)}
                options={variable.enum.map((one) => ({ value: one, label: one }))}
              />
            ) : (
              <TextField key={variable.name} {...common} onChange={(event) => set(event.target.value)} />
            );
          })}
          {server.variables.length > 0 ? (
            <p className="font-mono text-caption break-all text-muted">
              {serverUrl(server, environment.variables)}
            </p>
          ) : null}
          {data.isSignedIn ? (
            <p className="text-caption text-muted">
              A real call with real effects. It goes through this portal’s own relay, which keeps nothing of
              it.
            </p>
          ) : (
            <Notice
              tone="attention"
              title="Sign in to call live servers"
              action={<LinkButton href={signInHref}>Sign in</LinkButton>}
            >
              The portal calls live servers for people it knows. The sandbox is open to any key.
            </Notice>
          )}
        </>
      ) : null}
    </ConsoleSection>
  );
}
