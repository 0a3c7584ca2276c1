"use client";
import { type ComponentType, useEffect, useState } from "react";
import type { SearchPaletteProps } from "./search-palette.tsx";

const OPENERS = "[data-opens-search]";

/**
 * Opens the palette over any page: with `/` and Cmd/Ctrl-K, from the header's field and from its icon on phones. Its
 * code is loaded when it is first asked for; until then, and should it not arrive, fields and links work by themselves.
 */
export function SearchLauncher() {
  const [Palette, setPalette] = useState<ComponentType<SearchPaletteProps> | null>(null);
  const [opening, setOpening] = useState<{ text: string } | null>(null);

  useEffect(() => {
    async function open(text: string): Promise<void> {
      setOpening({ text });
      const { SearchPalette } = await import("./search-palette.tsx");
      setPalette(() => SearchPalette);
    }
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || !isShortcut(event)) return;
      event.preventDefault();
      void open("");
    }
    function onClick(event: MouseEvent) {
      const opener = event.target instanceof Element ? event.target.closest(OPENERS) : null;
      if (!opener || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      void open("");
    }
    /** Whoever comes by keyboard types into the field; the text goes along. */
    function onInput(event: Event) {
      if (!(event.target instanceof HTMLInputElement) || !event.target.matches(OPENERS)) return;
      const text = event.target.value;
      event.target.value = "";
      void open(text);
    }
    addEventListener("keydown", onKeyDown);
    addEventListener("click", onClick);
    addEventListener("input", onInput);
    return () => {
      removeEventListener("keydown", onKeyDown);
      removeEventListener("click", onClick);
      removeEventListener("input", onInput);
    };
  }, []);

  return Palette && opening ? <Palette text={opening.text} onClose={() => setOpening(null)} /> : null;
}

function isShortcut(event: KeyboardEvent): boolean {
  if (event.altKey) return false;
  const hasCommand = event.metaKey || event.ctrlKey;
  if (event.key === "/") return !hasCommand && !isTyping(event.target);
  return event.key.toLowerCase() === "k" && hasCommand && !event.shiftKey;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches("input, textarea, select, [contenteditable]:not([contenteditable=false])")
  );
}
