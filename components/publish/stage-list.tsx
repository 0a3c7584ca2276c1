import clsx from "clsx";
import { Check, Circle } from "lucide-react";
import { Spinner } from "#components/ui/spinner.tsx";

export type Stage = { name: "send"; share: number } | { name: "fetch" } | { name: "compile" };

/** Where a publication stands, as far as this page can know: what travels is counted, what the server does is named. */
export function StageList({ stage }: { stage: Stage }) {
  const steps =
    stage.name === "fetch"
      ? ["Read the address, validate, lint and index"]
      : [
          stage.name === "send" ? `Send (${Math.round(stage.share * 100)} %)` : "Sent",
          "Read, validate, lint and index",
        ];
  const current = stage.name === "compile" ? 1 : 0;
  return (
    <ol role="status" className="flex flex-col gap-2 text-sm">
      {steps.map((step, i) => (
        <li key={step} className={clsx("flex items-center gap-2.5", i > current && "text-faint")}>
          {i < current ? (
            <Check aria-hidden className="size-4 text-good" />
          ) : i === current ? (
            <Spinner />
          ) : (
            <Circle aria-hidden className="size-4" />
          )}
          {step}
        </li>
      ))}
    </ol>
  );
}
