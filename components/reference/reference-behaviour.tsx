"use client";
import { useRouter } from "next/navigation";
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";

/**
 * Gives life to markup below it with one listener: [data-copy] copies the text of the element it names, and links
 * inside the reference do not load the whole page again.
 */
export function ReferenceBehaviour({ className, children }: { className?: string; children: ReactNode }) {
  const router = useRouter();
  const host = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState("");

  useEffect(() => {
    const reveal = () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target || !host.current?.contains(target)) return;
      for (let node: Element | null = target; node; node = node.parentElement) {
        if (node instanceof HTMLDetailsElement) node.open = true;
      }
      target.scrollIntoView();
    };
    if (location.hash) reveal();
    showCurrent(host.current);
    window.addEventListener("hashchange", reveal);
    return () => window.removeEventListener("hashchange", reveal);
  }, []);

  async function click(event: MouseEvent) {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("[data-copy]");
    if (button instanceof HTMLElement) {
      const text = document.getElementById(button.dataset.copy ?? "")?.textContent ?? "";
      const done = await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      );
      setSaid(done ? "Copied" : "Copying is not allowed here. Select the text instead.");
      button.dataset.copied = String(done);
      setTimeout(() => {
        delete button.dataset.copied;
        setSaid("");
      }, 2_000);
      return;
    }
    const link = event.target.closest("a");
    if (!link || event.defaultPrevented || event.button !== 0 || link.target || link.hasAttribute("download"))
      return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const isSamePage = link.pathname === location.pathname && link.search === location.search;
    if (link.origin !== location.origin || isSamePage || !link.dataset.within) return;
    event.preventDefault();
    router.push(link.pathname + link.search + link.hash);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what buttons and links below it do
    // biome-ignore lint/a11y/useKeyWithClickEvents: keyboards press those buttons and links too
    <div ref={host} className={className} onClick={click}>
      {children}
      <p className="sr-only" role="status">
        {said}
      </p>
    </div>
  );
}

/** Brings the current entry of the navigation into its own view; the page stays where it is. */
function showCurrent(host: HTMLElement | null) {
  const nav = host?.querySelector<HTMLElement>(".reference-nav");
  const current = nav?.querySelector<HTMLElement>("[aria-current]");
  if (!nav || !current) return;
  const offset = current.getBoundingClientRect().top - nav.getBoundingClientRect().top;
  if (offset > nav.clientHeight * 0.8) nav.scrollTop += offset - nav.clientHeight / 3;
}
