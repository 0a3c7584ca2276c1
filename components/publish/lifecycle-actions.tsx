"use client";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { KeptForm } from "#components/ui/kept-form.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { Answer } from "#lib/answer.ts";
import { type Lifecycle, NEXT_LIFECYCLES } from "#server/catalog/schema.ts";

interface LifecycleActionsProps {
  version: string;
  lifecycle: Lifecycle;
  hasDocument: boolean;
  move: (to: Lifecycle) => Promise<Answer<unknown>>;
  deprecate: FormAction;
}

const STEPS: Record<
  Exclude<Lifecycle, "deprecated">,
  { label: string; says: string; asks: string; done: string }
> = {
  draft: {
    label: "Back to draft",
    asks: "Make * a draft again?",
    says: "Only your organisation sees drafts.",
    done: "is a draft again",
  },
  in_review: {
    label: "Send to review",
    asks: "Send * to review?",
    says: "Colleagues can look at it; nobody else sees it yet.",
    done: "is in review",
  },
  published: {
    label: "Publish version",
    asks: "Publish *?",
    says: "Everybody who may see the API can read it and call it.",
    done: "is published",
  },
  retired: {
    label: "Retire version",
    asks: "Retire *?",
    says: "Consumers can no longer call it, and it never comes back. Its documentation stays readable.",
    done: "is retired",
  },
};

/** The steps a version may take from where it stands. */
export function LifecycleActions({
  version,
  lifecycle,
  hasDocument,
  move,
  deprecate,
}: LifecycleActionsProps) {
  return NEXT_LIFECYCLES[lifecycle].map((to) => {
    if (to === "deprecated") return <DeprecateButton key={to} version={version} action={deprecate} />;
    if (to === "published" && !hasDocument) return null;
    const { label, says, asks, done } = STEPS[to];
    return (
      <ConfirmButton
        key={to}
        label={label}
        title={asks.replace("*", version)}
        confirm={label}
        done={`${version} ${done}`}
        action={() => move(to)}
        variant={to === "published" ? "primary" : to === "retired" ? "danger" : "secondary"}
        size="md"
        isHarmless={to !== "retired"}
      >
        {says}
      </ConfirmButton>
    );
  });
}

function DeprecateButton({ version, action }: { version: string; action: FormAction }) {
  return (
    <FormDialog
      trigger={<Button>Deprecate version</Button>}
      title={`Deprecate ${version}?`}
      description="It keeps working. Consumers see that they should move on, and until when they can rely on it."
    >
      <KeptForm action={action} submit="Deprecate version" done={`${version} is deprecated`}>
        {(faults) => (
          <TextField
            label="It may be retired after"
            name="sunsetAt"
            type="date"
            required
            hint="A promise: the version cannot be retired before this day."
            error={faults.sunsetAt}
          />
        )}
      </KeptForm>
    </FormDialog>
  );
}
