"use client";
import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button.tsx";

/** The button that sends its form and shows that it is under way: `<SubmitButton>Register app</SubmitButton>`. */
export function SubmitButton({ variant = "primary", ...rest }: Omit<ButtonProps, "type" | "pending">) {
  const { pending } = useFormStatus();
  return <Button variant={variant} {...rest} type="submit" pending={pending} />;
}
