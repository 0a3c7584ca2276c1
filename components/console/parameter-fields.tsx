"use client";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { ParameterPlace } from "#server/specs/schema.ts";
import {
  type CallForm,
  type Faults,
  type FieldState,
  isSecretParameter,
  parameterKey,
  parameterShape,
} from "./call-form.ts";
import type { ConsoleData, ConsoleParameter } from "./console-data.ts";
import { ConsoleSection } from "./console-section.tsx";
import { FieldName, ShapeField } from "./shape-field.tsx";

const PLACES: [ParameterPlace, string][] = [
  ["path", "Path"],
  ["query", "Query"],
  ["querystring", "Query string"],
  ["header", "Headers"],
  ["cookie", "Cookies"],
];

interface ParameterFieldsProps {
  data: ConsoleData;
  form: CallForm;
  faults: Faults;
  onChange: (key: string, state: FieldState) => void;
}

/** Every parameter by place, required ones first; the others wait to be switched on. */
export function ParameterFields({ data, form, faults, onChange }: ParameterFieldsProps) {
  return PLACES.map(([place, title]) => {
    const here = data.parameters
      .filter((one) => one.in === place)
      .sort((a, b) => Number(b.isRequired) - Number(a.isRequired));
    if (here.length === 0) return null;
    return (
      <ConsoleSection key={place} title={title}>
        {here.map((parameter) => {
          const key = parameterKey(parameter);
          const state = form.parameters[key];
          return state ? (
            <ParameterField
              key={key}
              {...{ data, parameter, state }}
              error={faults[key]}
              onChange={(next) => onChange(key, next)}
            />
          ) : null;
        })}
      </ConsoleSection>
    );
  });
}

interface ParameterFieldProps {
  data: ConsoleData;
  parameter: ConsoleParameter;
  state: FieldState;
  error: string | undefined;
  onChange: (state: FieldState) => void;
}

function ParameterField({ data, parameter, state, error, onChange }: ParameterFieldProps) {
  const { name, isRequired, isDeprecated, description, contentType } = parameter;
  const hint = [description, contentType ? `Written as ${contentType}.` : ""].filter(Boolean).join(" ");
  const title = <FieldName {...{ name, isRequired, isDeprecated }} />;
  return (
    <div className="flex min-w-0 flex-col gap-1.5" data-field={parameterKey(parameter)}>
      {parameter.in === "path" ? (
        <div>
          <p>{title}</p>
          {hint ? <p className="text-caption text-muted">{hint}</p> : null}
        </div>
      ) : (
        <Checkbox
          label={title}
          hint={hint}
          checked={state.isOn}
          error={state.isOn ? undefined : error}
          onChange={(event) => onChange({ ...state, isOn: event.target.checked })}
        />
      )}
      {state.isOn ? (
        <ShapeField
          shape={parameterShape(parameter, data)}
          draft={state.draft}
          label={name}
          error={error}
          isSecret={isSecretParameter(parameter)}
          onChange={(draft) => onChange({ ...state, draft })}
        />
      ) : null}
    </div>
  );
}
