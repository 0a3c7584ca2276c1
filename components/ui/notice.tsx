import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

type NoticeTone = "note" | "good" | "attention" | "danger";

const LOOK: Record<NoticeTone, { style: string; Icon: typeof Info; word: string }> = {
  note: { style: "border-note-line bg-note-soft text-note", Icon: Info, word: "Note" },
  good: { style: "border-good-line bg-good-soft text-good", Icon: CircleCheck, word: "Done" },
  attention: {
    style: "border-attention-line bg-attention-soft text-attention",
    Icon: TriangleAlert,
    word: "Attention",
  },
  danger: { style: "border-danger-line bg-danger-soft text-danger", Icon: CircleAlert, word: "Problem" },
};

interface NoticeProps {
  tone?: NoticeTone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Announced when it appears after an act. */
  isLive?: boolean;
  className?: string;
}

/** Something to know before going on: `<Notice tone="attention" title="This version retires on 1 March">…</Notice>`. */
export function Notice({ tone = "note", title, children, action, isLive, className }: NoticeProps) {
  const { style, Icon, word } = LOOK[tone];
  return (
    <div
      role={isLive ? (tone === "danger" ? "alert" : "status") : undefined}
      className={clsx("flex items-start gap-3 rounded-lg border px-4 py-3 text-sm", style, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 flex-1">
        <span className="sr-only">{word}: </span>
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-ink">{children}</div> : null}
        {action ? <div className="mt-2.5 flex flex-wrap gap-2">{action}</div> : null}
      </div>
    </div>
  );
}
