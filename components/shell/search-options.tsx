"use client";
import { type KeyboardEvent, type MouseEvent, useEffect, useState } from "react";
import type { Suggestion, SuggestionKind } from "#server/catalog/schema.ts";
import { MethodBadge } from "../ui/method-badge.tsx";

/** One row that can be chosen: an answer, or something to do. */
export interface SearchOption {
  /** Unique among the options. */
  key: string;
  /** Heading of its group; rows of one group follow one another. */
  group: string;
  title: string;
  context?: string;
  method?: string | null;
  path?: string | null;
  /** Where it leads; without one `run` says what it does. */
  href?: string;
  run?: () => void;
}

export const KIND_WORDS: Record<SuggestionKind, { one: string; many: string }> = {
  api: { one: "API", many: "APIs" },
  operation: { one: "Operation", many: "Operations" },
  schema: { one: "Schema", many: "Schemas" },
  guide: { one: "Guide", many: "Guides" },
};

export function toOption(suggestion: Suggestion): SearchOption {
  return { ...suggestion, key: suggestion.href, group: KIND_WORDS[suggestion.kind].many };
}

interface SearchOptionsProps {
  id: string;
  label: string;
  options: readonly SearchOption[];
  /** Index of the option the keyboard is on; -1 for none. */
  active: number;
  onChoose: (option: SearchOption, isNewTab: boolean) => void;
}

/** The list of a combobox, in groups. The focus stays in the field, which steers it by `useActiveOption`. */
export function SearchOptions({ id, label, options, active, onChoose }: SearchOptionsProps) {
  const groups = [...new Set(options.map(({ group }) => group))];
  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active, id]);
  return (
    <div id={id} role="listbox" aria-label={label}>
      {groups.map((group, g) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a listbox
        <div key={group} role="group" aria-labelledby={`${id}-group-${g}`} className="pb-1">
          <div
            id={`${id}-group-${g}`}
            role="presentation"
            className="px-3 pt-2 pb-1 text-caption font-medium text-faint"
          >
            {group}
          </div>
          {options.map((option, i) =>
            option.group === group ? (
              <Row
                key={option.key}
                id={`${id}-${i}`}
                option={option}
                isActive={i === active}
                onChoose={onChoose}
              />
            ) : null,
          )}
        </div>
      ))}
    </div>
  );
}

interface RowProps {
  id: string;
  option: SearchOption;
  isActive: boolean;
  onChoose: SearchOptionsProps["onChoose"];
}

function Row({ id, option, isActive, onChoose }: RowProps) {
  const { title, context, method, path } = option;
  const choose = (event: MouseEvent) => onChoose(option, event.metaKey || event.ctrlKey);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, as a combobox wants it
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input's arrows and Enter do the same
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      onMouseDown={(event) => event.preventDefault()}
      onClick={choose}
      className="flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-3 py-1.5 text-sm hover:bg-hover aria-selected:bg-accent-soft"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{title}</span>
        {path || context ? (
          <span className="block truncate text-caption text-muted">
            {path ? <span className="font-mono text-xs">{path}</span> : null}
            {path && context ? " · " : null}
            {context}
          </span>
        ) : null}
      </span>
      {method ? <MethodBadge method={method} /> : null}
    </div>
  );
}

interface ActiveOption {
  active: number;
  setActive: (index: number) => void;
  /** Moves with the arrows, Home and End and chooses with Enter; tells whether the key was one of these. */
  onKey: (event: KeyboardEvent<HTMLInputElement>) => boolean;
}

/** Which option the keyboard is on. With `first` one is always on; without, the typed text itself is a place too. */
export function useActiveOption(
  options: readonly SearchOption[],
  first: 0 | -1,
  onChoose: SearchOptionsProps["onChoose"],
): ActiveOption {
  const [active, setActive] = useState<number>(first);
  const places = options.length - first;
  const current = Math.min(active, options.length - 1);

  function onKey(event: KeyboardEvent<HTMLInputElement>): boolean {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const option = options[current];
    if (options.length === 0) return false;
    if (step) setActive(((current - first + step + places) % places) + first);
    else if (event.key === "Home") setActive(0);
    else if (event.key === "End") setActive(options.length - 1);
    else if (event.key === "Enter" && option && !event.nativeEvent.isComposing)
      onChoose(option, event.metaKey || event.ctrlKey);
    else return false;
    event.preventDefault();
    return true;
  }

  return { active: current, setActive, onKey };
}
