"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { keepCookie } from "#components/ui/keep-cookie.ts";
import { THEME_COOKIE, type Theme } from "#lib/theme.ts";

const CHOICES = [
  { value: undefined, label: "System", Icon: Monitor },
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
] as const;

/** Light, dark, or as the system has it; remembered in a cookie, so that the next page comes in the right one. */
export function ThemeSwitch({ initial }: { initial: Theme | undefined }) {
  const [theme, setTheme] = useState(initial);

  function choose(next: Theme | undefined) {
    setTheme(next);
    if (next) document.documentElement.dataset.theme = next;
    else delete document.documentElement.dataset.theme;
    keepCookie(THEME_COOKIE, next);
  }

  return (
    <fieldset className="needs-script inline-flex rounded-md border border-rule bg-sunken p-0.5">
      <legend className="sr-only">Theme</legend>
      {CHOICES.map(({ value, label, Icon }) => (
        <button
          key={label}
          type="button"
          title={`${label} theme`}
          aria-label={`${label} theme`}
          aria-pressed={theme === value}
          onClick={() => choose(value)}
          className="inline-flex h-7 w-8 items-center justify-center rounded-md text-muted hover:text-ink aria-pressed:bg-raised aria-pressed:text-ink aria-pressed:shadow-[0_0_0_1px_var(--color-rule)] pointer-coarse:h-9 pointer-coarse:w-11"
        >
          <Icon aria-hidden className="size-4" />
        </button>
      ))}
    </fieldset>
  );
}
