"use client";
import { useLayoutEffect, useRef, useState } from "react";
import { handedOver } from "./handed-over.ts";

/** What stood in pages that were left, for the way back. */
const left = new Map<string, string>();

/** Markup that the document brought and the components did not: taken as it stands, never compared or written again. */
export function WrittenMarkup({ id, className }: { id: string; className?: string | undefined }) {
  const host = useRef<HTMLDivElement>(null);
  // React writes it again whenever the object is another one, and reads it only when it writes.
  const [inner] = useState(() => ({
    get __html() {
      return textOf(id);
    },
  }));
  useLayoutEffect(() => {
    const element = host.current;
    return () => {
      if (element) left.set(id, element.innerHTML);
    };
  }, [id]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: every value in an Html was escaped or sanitised
  return <div ref={host} data-written={id} className={className} dangerouslySetInnerHTML={inner} />;
}

function textOf(id: string): string {
  if (typeof window === "undefined") return handedOver(id);
  return left.get(id) ?? document.querySelector(`[data-written="${id}"]`)?.innerHTML ?? "";
}
