"use client";
import { Plus, X } from "lucide-react";
import { useId, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { CONTROL } from "#components/ui/control-style.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { type ExtraHeader, isSecretHeader } from "./call-form.ts";
import { ConsoleSection } from "./console-section.tsx";

interface HeaderFieldsProps {
  headers: ExtraHeader[];
  onChange: (headers: ExtraHeader[]) => void;
}

/** Headers that the document does not name: an API may want a version, a tenant, or a key of its own kind. */
export function HeaderFields({ headers, onChange }: HeaderFieldsProps) {
  const rows = useRef<HTMLUListElement>(null);
  const set = (at: number, part: Partial<ExtraHeader>) =>
    onChange(headers.map((one, index) => (index === at ? { ...one, ...part } : one)));

  function add() {
    onChange([...headers, { name: "", value: "" }]);
    requestAnimationFrame(() => {
      rows.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus();
    });
  }

  return (
    <ConsoleSection
      title="Extra headers"
      aside={
        <Button size="sm" variant="quiet" onClick={add}>
          <Plus aria-hidden /> Add a header
        </Button>
      }
    >
      {headers.length > 0 ? (
        <ul ref={rows} className="flex flex-col gap-2">
          {headers.map((header, at) => (
            <HeaderRow
              // biome-ignore lint/suspicious/noArrayIndexKey: two rows may be the same, and rows only leave by their own button
              key={at}
              header={header}
              number={at + 1}
              onChange={(part) => set(at, part)}
              onRemove={() => onChange(headers.filter((_, index) => index !== at))}
            />
          ))}
        </ul>
      ) : (
        <p className="text-caption text-muted">
          Anything the document does not name, such as a version or a key in a header of its own.
        </p>
      )}
    </ConsoleSection>
  );
}

interface HeaderRowProps {
  header: ExtraHeader;
  number: number;
  onChange: (part: Partial<ExtraHeader>) => void;
  onRemove: () => void;
}

function HeaderRow({ header, number, onChange, onRemove }: HeaderRowProps) {
  const id = useId();
  const look = `${CONTROL} h-9 min-w-0 font-mono pointer-coarse:h-11`;
  return (
    <li className="flex items-center gap-2">
      <input
        aria-label={`Name of header ${number}`}
        list={id}
        placeholder="Name"
        value={header.name}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        onChange={(event) => onChange({ name: event.target.value.trim() })}
        className={`${look} flex-1`}
      />
      <datalist id={id}>
        {["Authorization", "X-API-Key", "Accept-Language", "If-Match", "Idempotency-Key", "User-Agent"].map(
          (name) => (
            <option key={name} value={name} />
          ),
        )}
      </datalist>
      <input
        aria-label={`Value of header ${number}`}
        type={isSecretHeader(header.name) ? "password" : "text"}
        placeholder="Value"
        value={header.value}
        autoComplete="off"
        data-1p-ignore
        spellCheck={false}
        maxLength={8_000}
        onChange={(event) => onChange({ value: event.target.value })}
        className={`${look} flex-1`}
      />
      <IconButton label={`Remove header ${number}`} icon={<X />} onClick={onRemove} />
    </li>
  );
}
