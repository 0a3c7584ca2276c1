import { Eye } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";

interface LookOnlyProps {
  orgName: string;
  /** The person's own space, where they may do it; null without one. */
  personal: { id: string; name: string } | null;
  /** Where the switch leads. */
  next: string;
  /** Gets the fields `orgId` and `next`. */
  switchOrganisation: (form: FormData) => Promise<void>;
}

/** Instead of a form whose answer would be no: what a viewer is here, whom to ask, and where they can do it themselves. */
export function LookOnly({ orgName, personal, next, switchOrganisation }: LookOnlyProps) {
  return (
    <EmptyState
      icon={<Eye />}
      title={`You are a viewer of ${orgName}`}
      action={
        personal ? (
          <form action={switchOrganisation}>
            <input type="hidden" name="orgId" value={personal.id} />
            <input type="hidden" name="next" value={next} />
            <SubmitButton>Switch to your personal space</SubmitButton>
          </form>
        ) : null
      }
    >
      Viewers look and change nothing: apps and keys are made by owners, admins and developers. Ask an owner
      or admin of {orgName} to make you a developer
      {personal ? `, or go on in your personal space, ${personal.name}.` : "."}
    </EmptyState>
  );
}
