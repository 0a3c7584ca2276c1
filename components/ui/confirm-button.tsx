"use client";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import type { ButtonSize, ButtonVariant } from "#components/ui/button-style.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Answer } from "#lib/answer.ts";

interface ConfirmButtonProps {
  label: string;
  /** The label with what it is about, where many such buttons stand in a list: "Revoke the key CI". */
  fullLabel?: string;
  title: string;
  confirm: string;
  /** Said when it is done. */
  done: string;
  action: () => Promise<Answer<unknown>>;
  nameToType?: string;
  isHarmless?: boolean;
  variant?: ButtonVariant;
  size?: ButtonSize;
  children: ReactNode;
}

/** A button that asks first, does it, and says that it is done. */
export function ConfirmButton({
  label,
  fullLabel,
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
        <Button size={size} variant={variant} aria-label={fullLabel}>
          {label}
        </Button>
      }
      onConfirm={run}
    />
  );
}
