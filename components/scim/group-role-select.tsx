"use client";
import { useState, useTransition } from "react";
import { useProved } from "#components/ui/proof.ts";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Answer } from "#lib/answer.ts";

interface GroupRoleSelectProps {
  /** "" leaves roles alone. */
  role: string;
  label: string;
  setRole: (role: string) => Promise<Answer<unknown>>;
}

const ROLES = [
  { value: "", label: "What they are" },
  { value: "viewer", label: "Viewer" },
  { value: "developer", label: "Developer" },
  { value: "admin", label: "Admin" },
];

/** Changes a group's role at once; a refusal puts the old one back and says why. */
export function GroupRoleSelect({ role, label, setRole }: GroupRoleSelectProps) {
  const [shown, setShown] = useState(role);
  const [isPending, startTransition] = useTransition();
  const toast = useToast();
  const proved = useProved();
  function change(next: string) {
    setShown(next);
    startTransition(async () => {
      const answer = await proved(() => setRole(next));
      if (answer.ok) return toast("Role of the group changed", { tone: "good" });
      setShown(role);
      toast(answer.message, { tone: "danger" });
    });
  }
  return (
    <Select
      label={label}
      isLabelHidden
      name="role"
      value={shown}
      disabled={isPending}
      onChange={(event) => change(event.target.value)}
      options={ROLES}
      className="w-40"
    />
  );
}
