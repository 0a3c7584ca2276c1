"use client";
import { useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { limitsOf } from "#lib/format.ts";
import { Terms } from "./terms.tsx";

/** What choosing needs to know of a plan. */
export interface PlanChoice {
  id: string;
  name: string;
  summary: string;
  ratePerMinute: number;
  quotaPerMonth: number | null;
  needsApproval: boolean;
  termsHtml: string;
  termsVersion: number;
}

interface PlanFieldsProps {
  plans: readonly PlanChoice[];
  faults: Record<string, string>;
}

/** One plan of a few, its terms, and the box that accepts them; sends planId and acceptedTermsVersion. */
export function PlanFields({ plans, faults }: PlanFieldsProps) {
  const [chosen, setChosen] = useState(plans[0]?.id ?? "");
  const plan = plans.find(({ id }) => id === chosen);
  return (
    <>
      <RadioGroup
        legend="Plan"
        name="planId"
        required
        defaultValue={chosen}
        onChange={setChosen}
        error={faults.planId}
        options={plans.map((one) => ({ value: one.id, label: one.name, hint: describe(one) }))}
      />
      {plan ? (
        <div className="flex flex-col gap-3" key={plan.id}>
          <Terms planName={plan.name} html={plan.termsHtml} version={plan.termsVersion} />
          <Checkbox
            name="acceptedTermsVersion"
            value={plan.termsVersion}
            required
            label={`I accept the terms of the plan ${plan.name}`}
            error={faults.acceptedTermsVersion && "Read the terms and accept them to go on."}
          />
        </div>
      ) : null}
    </>
  );
}

function describe(plan: PlanChoice): string {
  return [plan.summary, `${limitsOf(plan)}.`, plan.needsApproval ? "The publisher must agree first." : ""]
    .filter(Boolean)
    .join(" ");
}
