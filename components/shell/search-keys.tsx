"use client";
import { useEffect } from "react";

/** `/` and Cmd/Ctrl-K put the focus into the search field in view. */
export function SearchKeys() {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const isSlash =
        event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey && !isTyping(event.target);
      const isK =
        event.key.toLowerCase() === "k" &&
        (event.metaKey || event.ctrlKey) &&
        !event.altKey &&
        !event.shiftKey;
      if (!isSlash && !isK) return;
      const fields = [...document.querySelectorAll<HTMLInputElement>("[data-search]")].filter((field) =>
        field.checkVisibility({ visibilityProperty: true }),
      );
      const field = fields.find(({ dataset }) => dataset.search !== "compact") ?? fields[0];
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    }
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
  return null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches("input, textarea, select, [contenteditable]:not([contenteditable=false])")
  );
}
