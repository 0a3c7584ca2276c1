"use client";
import { useEffect, useState } from "react";

/** More levels than anyone links to; a cycle has no end. */
const MOST_LEVELS = 12;

/**
 * Fills disclosures of schemas that the page left out when they are opened, and opens those on the way to a deep link.
 * Without a script, or when the content cannot be had, each leads to the schema's own page.
 */
export function SchemaUnfolding() {
  const [said, setSaid] = useState("");

  useEffect(() => {
    const opened = (event: Event) => {
      const { target } = event;
      if (target instanceof HTMLDetailsElement && target.open && target.dataset.unfold !== undefined)
        void fill(target).then((isFilled) => setSaid(isFilled ? "" : "It could not be loaded here."));
    };
    const toTarget = () => void unfoldTowards(idOf(location.hash));
    // "toggle" does not bubble, but it can be caught on its way down.
    document.addEventListener("toggle", opened, true);
    window.addEventListener("hashchange", toTarget);
    if (location.hash) toTarget();
    return () => {
      document.removeEventListener("toggle", opened, true);
      window.removeEventListener("hashchange", toTarget);
    };
  }, []);

  return (
    <p className="sr-only" role="status">
      {said}
    </p>
  );
}

/** Puts the schema's content in the place of the link to it; true when that worked. */
async function fill(details: HTMLDetailsElement): Promise<boolean> {
  const link = details.querySelector<HTMLAnchorElement>("a[href]");
  const { unfold: at = "", direction } = details.dataset;
  if (!link || details.getAttribute("aria-busy") === "true") return false;
  details.setAttribute("aria-busy", "true");
  const query = new URLSearchParams({ ...(at && { at }), ...(direction && { to: direction }) });
  const markup = await fetch(`${link.pathname}/fragment?${query}`)
    .then((answer) => (answer.ok ? answer.text() : undefined))
    .catch(() => undefined);
  details.removeAttribute("aria-busy");
  if (markup === undefined) return false;
  delete details.dataset.unfold;
  for (const part of [...details.children]) if (part.tagName !== "SUMMARY") part.remove();
  details.insertAdjacentHTML("beforeend", markup || `<p class="note">Nothing more is said of it.</p>`);
  return true;
}

function idOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

/** Opens what has to be fetched before an element with this id exists. */
async function unfoldTowards(id: string): Promise<void> {
  for (let level = 0; level < MOST_LEVELS && id && !document.getElementById(id); level++) {
    const next = [...document.querySelectorAll<HTMLDetailsElement>("details[data-unfold]")]
      .filter(({ dataset }) => dataset.unfold && id.startsWith(`${dataset.unfold}.`))
      .sort((a, b) => (b.dataset.unfold?.length ?? 0) - (a.dataset.unfold?.length ?? 0))[0];
    if (!next || !(await fill(next))) return;
    next.open = true;
  }
  const target = document.getElementById(id);
  if (!target) return;
  for (let node: Element | null = target; node; node = node.parentElement)
    if (node instanceof HTMLDetailsElement) node.open = true;
  target.scrollIntoView();
}
