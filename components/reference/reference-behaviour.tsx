"use client";
import { usePathname, useRouter, useSelectedLayoutSegment } from "next/navigation";
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { keepHashOf, revealTarget } from "./reveal-target.ts";
import { loadMore, markCurrent, toggleTag } from "./walk-nav.ts";

interface ReferenceBehaviourProps {
  api: string;
  version: string;
  name: string;
  nav: ReactNode;
  children: ReactNode;
}

/**
 * Gives life to markup below it with one listener: [data-copy] copies the text of the element it names, links inside
 * the reference do not load the whole page again, the navigation unfolds and follows the reader, and whatever an
 * address points at is unfolded and brought into view.
 */
export function ReferenceBehaviour({ api, version, name, nav, children }: ReferenceBehaviourProps) {
  const router = useRouter();
  const path = usePathname();
  const isReading = useSelectedLayoutSegment() !== "redoc";
  const host = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState("");

  useEffect(() => {
    const reveal = () => revealTarget(host.current);
    addEventListener("hashchange", reveal);
    return () => removeEventListener("hashchange", reveal);
  }, []);

  useEffect(() => {
    revealTarget(host.current);
    void markCurrent(host.current, path);
  }, [path]);

  async function click(event: MouseEvent) {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("[data-copy]");
    if (button instanceof HTMLElement) return copy(button);
    const fold = event.target.closest("[data-fold]");
    if (fold instanceof HTMLElement) return toggleTag(host.current, fold);
    const link = event.target.closest("a");
    if (!link || event.defaultPrevented || event.button !== 0 || link.target || link.hasAttribute("download"))
      return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.dataset.more) {
      event.preventDefault();
      return loadMore(host.current, link);
    }
    if (link.dataset.keepsPlace) keepHashOf(link);
    const isSamePage = link.pathname === location.pathname && link.search === location.search;
    if (link.origin !== location.origin || isSamePage || !link.dataset.within) return;
    event.preventDefault();
    router.push(link.pathname + link.search + link.hash);
  }

  async function copy(button: HTMLElement) {
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
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what buttons and links below it do
    // biome-ignore lint/a11y/useKeyWithClickEvents: keyboards press those buttons and links too
    <div
      ref={host}
      className={isReading ? "reference-frame" : undefined}
      data-place={name}
      data-api={api}
      data-version={version}
      onClick={click}
    >
      {isReading ? nav : null}
      <div className={isReading ? "min-w-0 md:pt-8" : undefined}>{children}</div>
      <p className="sr-only" role="status">
        {said}
      </p>
    </div>
  );
}
