import clsx from "clsx";
import type { ReactNode } from "react";

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** Teaches the next step. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** Where a list would be: `<EmptyState icon={<KeyRound />} title="No keys yet" action={<LinkButton …/>}>A key lets …</EmptyState>`. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={clsx(
        "flex flex-col items-start gap-3 rounded-lg border border-dashed border-rule bg-sunken/50 px-6 py-8 sm:flex-row sm:items-center sm:gap-5",
        className,
      )}
    >
      {icon ? (
        <span aria-hidden className="text-accent [&_svg]:size-7 [&_svg]:stroke-[1.5]">
          {icon}
        </span>
      ) : null}
      <div className="min-w-0 flex-1">
        <p className="font-semibold text-ink">{title}</p>
        {children ? <div className="mt-1 max-w-prose text-sm text-muted">{children}</div> : null}
      </div>
      {action ? <div className="flex shrink-0 flex-wrap gap-2">{action}</div> : null}
    </div>
  );
}
