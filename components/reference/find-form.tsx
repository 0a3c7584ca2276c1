import { Search } from "lucide-react";

interface FindFormProps {
  action: string;
  label: string;
  value: string;
}

/** Narrows a long list by a word; a plain form, so that it works for everybody. */
export function FindForm({ action, label, value }: FindFormProps) {
  return (
    <search>
      <form action={action} className="relative mb-4 max-w-md">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          name="q"
          aria-label={label}
          placeholder={label}
          defaultValue={value}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          className="h-9 w-full rounded-md border border-strong bg-raised pr-20 pl-9 text-base text-ink focus-visible:outline-offset-0 sm:text-sm pointer-coarse:h-11"
        />
        <button
          type="submit"
          className="absolute top-1/2 right-1 h-7 -translate-y-1/2 rounded-md px-3 text-caption font-medium text-muted hover:bg-hover hover:text-ink pointer-coarse:h-9"
        >
          Find
        </button>
      </form>
    </search>
  );
}
