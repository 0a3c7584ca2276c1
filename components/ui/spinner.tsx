import clsx from "clsx";

/** A small turning ring for buttons. Give `label` where it stands alone. Never instead of content. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the name comes together with the role, or neither
    <span
      role={label ? "status" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className={clsx(
        "inline-block size-4 shrink-0 animate-spin rounded-full border-2 border-current border-r-transparent opacity-80",
        className,
      )}
    />
  );
}
