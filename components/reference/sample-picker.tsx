import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useRef } from "react";
import type { SampleChoice } from "./sample-choice.ts";

interface SamplePickerProps {
  choices: readonly SampleChoice[];
  chosen: string;
  /** What the address says besides, and shall go on saying. */
  at: string;
  onChoose: (id: string) => void;
  /** Somebody seems about to choose it. */
  onNear: (id: string) => void;
}

/** Languages and clients as links in a disclosure: it opens, and each link works, before and without scripts. */
export function SamplePicker({ choices, chosen, at, onChoose, onNear }: SamplePickerProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const summary = useRef<HTMLElement>(null);
  const groups = Map.groupBy(choices, ({ group }) => group);

  function close() {
    if (details.current) details.current.open = false;
    summary.current?.focus();
  }

  function choose(event: MouseEvent, id: string) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onChoose(id);
    close();
  }

  function press(event: KeyboardEvent) {
    if (event.key === "Escape" && details.current?.open) {
      event.stopPropagation();
      close();
    }
  }

  return (
    <details
      ref={details}
      className="sample-picker"
      onKeyDown={press}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
      }}
    >
      <summary
        ref={summary}
        className="flex h-10 cursor-pointer list-none items-center gap-1.5 px-4 text-caption font-medium text-ink hover:bg-hover"
      >
        <span className="sr-only">Language of the sample:</span>
        {choices.find(({ id }) => id === chosen)?.name ?? chosen}
        <ChevronDown aria-hidden className="size-3.5 text-muted" />
      </summary>
      <div className="sample-menu">
        {[...groups].map(([group, members]) => (
          <div key={group} className="sample-group">
            <p id={`language-${group.replace(/\W/g, "")}`}>{group}</p>
            <ul aria-labelledby={`language-${group.replace(/\W/g, "")}`}>
              {members.map(({ id, label }) => (
                <li key={id}>
                  <a
                    href={`?${new URLSearchParams({ sample: id, ...(at && { at }) })}#sample`}
                    aria-current={id === chosen ? "true" : undefined}
                    onClick={(event) => choose(event, id)}
                    onPointerEnter={() => onNear(id)}
                    onFocus={() => onNear(id)}
                  >
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </details>
  );
}
