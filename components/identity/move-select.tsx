"use client";
import { useTransition } from "react";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Answer } from "#lib/answer.ts";

interface MoveSelectProps {
  /** "Move Ledger to". */
  label: string;
  teams: { id: string; name: string }[];
  move: (teamId: string) => Promise<Answer<unknown>>;
}

/** Gives something to another team as soon as one is chosen. */
export function MoveSelect({ label, teams, move }: MoveSelectProps) {
  const [isPending, startTransition] = useTransition();
  const toast = useToast();

  function change(teamId: string) {
    if (!teamId) return;
    startTransition(async () => {
      const answer = await move(teamId);
      toast(answer.ok ? "Moved" : answer.message, { tone: answer.ok ? "good" : "danger" });
    });
  }

  return (
    <Select
      label={label}
      isLabelHidden
      name="teamId"
      value=""
      disabled={isPending}
      onChange={(event) => change(event.target.value)}
      options={[
        { value: "", label: "Move to…" },
        ...teams.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      className="w-44"
    />
  );
}
