"use client";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import type { ButtonSize, ButtonVariant } from "#components/ui/button-style.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Answer } from "#lib/answer.ts";

interface ConfirmButtonProps {
  label: string;
  title: string;
  confirm: string;
  /** Said when it is done. */
  done: string;
  action: () => Promise<Answer<unknown>>;
  nameToType?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  children: ReactNode;
}

/** A button that asks first, does it, and says that it is done. */
export function ConfirmButton({
  label,
  done,
  action,
  variant = "secondary",
  size = "sm",
  ...dialog
}: ConfirmButtonProps) {
  const toast = useToast();
  async function run() {
    const answer = await action();
    if (answer.ok) toast(done, { tone: "good" });
    return answer;
  }
  return (
    <ConfirmDialog
      {...dialog}
      trigger={
        <Button size={size} variant={variant}>
          {label}
        </Button>
      }
      onConfirm={run}
    />
  );
}
