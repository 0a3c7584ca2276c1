"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { REDOC_READY } from "./redoc-ready.ts";

/** Redoc's first text takes five seconds at most on documents that are let in; a slow phone gets four times that. */
const PATIENCE_MS = 20_000;

interface RedocFrameProps {
  src: string;
  title: string;
  /** What stands here instead when the frame does not say that it has drawn the document. */
  children: ReactNode;
}

/** Redoc behind its wall. It has to report; a frame that stays silent is taken away before it can tie up the reader. */
export function RedocFrame({ src, title, children }: RedocFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [isSilent, setIsSilent] = useState(false);

  useEffect(() => {
    const patience = setTimeout(() => setIsSilent(true), PATIENCE_MS);
    const hear = ({ source, data }: MessageEvent) => {
      if (data === REDOC_READY && source === frame.current?.contentWindow) clearTimeout(patience);
    };
    const follow = new MutationObserver(() => {
      const theme = document.documentElement.dataset.theme;
      frame.current?.setAttribute(
        "src",
        theme ? `${src.split("?")[0]}?theme=${theme}` : (src.split("?")[0] ?? src),
      );
    });
    follow.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    addEventListener("message", hear);
    // Drawn before this script came: the frame answers whoever asks.
    frame.current?.contentWindow?.postMessage(REDOC_READY, "*");
    return () => {
      clearTimeout(patience);
      follow.disconnect();
      removeEventListener("message", hear);
    };
  }, [src]);

  if (isSilent) return children;
  return (
    <iframe
      ref={frame}
      src={src}
      title={title}
      sandbox="allow-scripts"
      className="h-[calc(100dvh-var(--header-height)-2rem)] w-full rounded-lg border border-rule bg-paper"
    />
  );
}
