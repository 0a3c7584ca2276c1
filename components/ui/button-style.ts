import clsx from "clsx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const VARIANT: Record<ButtonVariant, string> = {
  primary: "border-accent bg-accent text-on-accent hover:brightness-110 active:brightness-95",
  secondary: "border-strong bg-raised text-ink hover:bg-hover",
  quiet: "border-transparent text-ink hover:bg-hover",
  danger: "border-danger bg-danger text-on-danger hover:brightness-110 active:brightness-95",
};

const SIZE: Record<ButtonSize, string> = {
  sm: "h-8 px-2.5 text-caption",
  md: "h-9 px-3.5 text-sm pointer-coarse:h-11",
  lg: "h-11 px-5 text-base",
};

/** The look of everything that is pressed; buttons and links share it. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return clsx(
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap no-underline select-none transition-colors duration-100",
    "disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
    VARIANT[variant],
    SIZE[size],
    className,
  );
}
