"use client";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Answer } from "#lib/answer.ts";

interface RevokeKeyProps {
  name: string;
  revoke: () => Promise<Answer<unknown>>;
}

export function RevokeKey({ name, revoke }: RevokeKeyProps) {
  const toast = useToast();
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" aria-label={`Revoke the key ${name}`}>
          Revoke
        </Button>
      }
      title={`Revoke the key “${name}”?`}
      confirm="Revoke key"
      onConfirm={async () => {
        const answer = await revoke();
        if (answer.ok) toast(`The key “${name}” is revoked`, { tone: "good" });
        return answer;
      }}
    >
      Whatever still calls with it is refused within a second. A revoked key cannot be brought back; issue
      another.
    </ConfirmDialog>
  );
}
