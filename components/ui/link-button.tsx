import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style.ts";

interface LinkButtonProps extends ComponentProps<typeof Link> {
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** Goes somewhere, looks like a button: `<LinkButton href={routes.newApp()} variant="primary">Register app</LinkButton>`. */
export function LinkButton({
  variant = "secondary",
  size = "md",
  prefetch = false,
  className,
  ...rest
}: LinkButtonProps) {
  return <Link {...rest} prefetch={prefetch} className={buttonStyle(variant, size, className)} />;
}
