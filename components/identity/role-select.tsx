"use client";
import { useState, useTransition } from "react";
import { useProved } from "#components/ui/proof.ts";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Answer } from "#lib/answer.ts";
import type { OrgRoleValue } from "#server/identity/schema.ts";
import { ROLES } from "./roles.ts";

interface RoleSelectProps {
  role: OrgRoleValue;
  label: string;
  setRole: (role: OrgRoleValue) => Promise<Answer<unknown>>;
}

/** Changes a role at once; a refusal puts the old one back and says why. */
export function RoleSelect({ role, label, setRole }: RoleSelectProps) {
  const [shown, setShown] = useState(role);
  const [isPending, startTransition] = useTransition();
  const toast = useToast();
  const proved = useProved();

  function change(value: string) {
    const next = ROLES.find((option) => option.value === value)?.value;
    if (!next) return;
    setShown(next);
    startTransition(async () => {
      const answer = await proved(() => setRole(next));
      if (answer.ok) return toast("Role changed", { tone: "good" });
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
      className="w-36"
    />
  );
}
