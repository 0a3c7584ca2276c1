"use client";
import { useState, useTransition } from "react";
import type { Answer } from "#lib/answer.ts";
import { useProved } from "./proof.ts";
import { Select } from "./select.tsx";
import { useToast } from "./toast.tsx";

interface SelectAtOnceProps<V extends string> {
  name: string;
  value: V;
  /** For assistive technology: the place says it to everybody else. */
  label: string;
  options: readonly { value: V; label: string }[];
  /** What is said once it is done. */
  done: string;
  change: (value: V) => Promise<Answer<unknown>>;
}

/** A choice that takes effect as it is made; a refusal puts the old one back and says why. */
export function SelectAtOnce<V extends string>({
  name,
  value,
  label,
  options,
  done,
  change,
}: SelectAtOnceProps<V>) {
  const [shown, setShown] = useState(value);
  const [isPending, startTransition] = useTransition();
  const toast = useToast();
  const proved = useProved();

  function choose(chosen: string) {
    const next = options.find((option) => option.value === chosen)?.value;
    if (next === undefined) return;
    setShown(next);
    startTransition(async () => {
      const answer = await proved(() => change(next));
      if (answer.ok) return toast(done, { tone: "good" });
      setShown(value);
      toast(answer.message, { tone: "danger" });
    });
  }

  return (
    <Select
      label={label}
      isLabelHidden
      name={name}
      value={shown}
      disabled={isPending}
      onChange={(event) => choose(event.target.value)}
      options={options}
      className="w-40"
    />
  );
}
