import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  /** What a press does; becomes the accessible name and the title. */
  label: string;
  icon: ReactNode;
}

/** A square button with an icon only: `<IconButton label="Close" icon={<X />} onClick={…} />`. */
export function IconButton({ label, icon, className, type = "button", ...rest }: IconButtonProps) {
  return (
    <button
      title={label}
      {...rest}
      type={type}
      aria-label={label}
      className={clsx(
        "inline-flex size-9 shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100 hover:bg-hover hover:text-ink pointer-coarse:size-11 disabled:opacity-55 [&_svg]:size-4.5",
        className,
      )}
    >
      {icon}
    </button>
  );
}
