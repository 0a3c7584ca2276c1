import clsx from "clsx";
import type { ReactNode } from "react";

export type Tone = "neutral" | "accent" | "good" | "attention" | "danger" | "note";

const TONE: Record<Tone, string> = {
  neutral: "border-rule bg-sunken text-muted",
  accent: "border-accent-line bg-accent-soft text-accent",
  good: "border-good-line bg-good-soft text-good",
  attention: "border-attention-line bg-attention-soft text-attention",
  danger: "border-danger-line bg-danger-soft text-danger",
  note: "border-note-line bg-note-soft text-note",
};

/** A word about a thing: `<Badge tone="good">Active</Badge>`. The word carries the meaning, the tone supports it. */
export function Badge({
  tone = "neutral",
  icon,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        "inline-flex h-5.5 items-center gap-1 rounded-md border px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5",
        TONE[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
