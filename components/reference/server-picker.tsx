import { useId } from "react";
import { type CallServer, choiceText, type ServerChoice, serverLabel, serverUrl } from "#lib/call-server.ts";

interface ServerPickerProps {
  servers: readonly CallServer[];
  choice: ServerChoice;
  /** The sample that stays chosen where a form has to ask. */
  sample: string;
  onChoose: (choice: ServerChoice) => void;
}

const CONTROL =
  "h-7 min-w-0 rounded-md border border-rule bg-raised px-1.5 text-ink hover:border-strong pointer-coarse:h-9";

/** Which server the sample calls, with the variables of its address; without scripts a form that asks for the page anew. */
export function ServerPicker({ servers, choice, sample, onChoose }: ServerPickerProps) {
  const id = useId();
  const server = choice.index === null ? undefined : servers[choice.index];
  const own = choiceText(choice, servers);
  const textOf = (index: number) => choiceText({ index, variables: {} }, servers);
  return (
    <form
      action="#sample"
      className="flex flex-col gap-2 border-b border-rule px-4 py-2 text-caption"
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="flex items-center gap-2">
        <label htmlFor={id} className="shrink-0 text-muted">
          Server
        </label>
        <select
          id={id}
          name="at"
          value={choice.index === null ? own : textOf(choice.index)}
          onChange={({ target }) =>
            onChoose({ index: target.selectedIndex === 0 ? null : target.selectedIndex - 1, variables: {} })
          }
          className={`${CONTROL} flex-1`}
        >
          <option value={choiceText({ index: null, variables: {} }, servers)}>Sandbox of this portal</option>
          {servers.map((one, index) => (
            <option key={one.url} value={textOf(index)}>
              {serverLabel(one)}
            </option>
          ))}
        </select>
        <noscript>
          <input type="hidden" name="sample" value={sample} />
          <button type="submit" className={CONTROL}>
            Show
          </button>
        </noscript>
      </div>
      {server && server.variables.length > 0 ? (
        <div className="needs-script flex flex-wrap items-center gap-2">
          {server.variables.map((variable) => (
            <Variable
              key={variable.name}
              variable={variable}
              value={choice.variables[variable.name] ?? variable.default}
              onChange={(value) =>
                onChoose({ ...choice, variables: { ...choice.variables, [variable.name]: value } })
              }
            />
          ))}
          <code className="w-full text-xs break-all text-muted">{serverUrl(server, choice.variables)}</code>
        </div>
      ) : null}
    </form>
  );
}

interface VariableProps {
  variable: CallServer["variables"][number];
  value: string;
  onChange: (value: string) => void;
}

function Variable({ variable, value, onChange }: VariableProps) {
  const id = useId();
  const control = { id, value, className: `${CONTROL} max-w-40` };
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-muted">
      <label htmlFor={id}>{variable.name}</label>
      {variable.enum.length > 0 ? (
        <select {...control} onChange={(event) => onChange(event.target.value)}>
          {variable.enum.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...control}
          type="text"
          spellCheck={false}
          maxLength={200}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </span>
  );
}
