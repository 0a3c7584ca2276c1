import { Eye } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";

interface LookOnlyProps {
  orgName: string;
  /** Otherwise they are a developer who is in no team. */
  isViewer: boolean;
  /** What they came to make: "apps and keys". */
  things: string;
  /** The person's own space, where they may make it, and where the switch leads; null without one. */
  elsewhere: { id: string; name: string; next: string } | null;
  /** Gets the fields `orgId` and `next`. */
  switchOrganisation: (form: FormData) => Promise<void>;
}

/** Instead of a form whose answer would be no: what the member is here, whom to ask, and where they can do it themselves. */
export function LookOnly({ orgName, isViewer, things, elsewhere, switchOrganisation }: LookOnlyProps) {
  return (
    <EmptyState
      icon={<Eye />}
      title={isViewer ? `You are a viewer of ${orgName}` : `You are in no team of ${orgName} yet`}
      action={
        elsewhere ? (
          <form action={switchOrganisation}>
            <input type="hidden" name="orgId" value={elsewhere.id} />
            <input type="hidden" name="next" value={elsewhere.next} />
            <SubmitButton>Switch to your personal space</SubmitButton>
          </form>
        ) : null
      }
    >
      {isViewer
        ? `Viewers look and change nothing: ${things} are made by owners, admins and developers. Ask an owner or admin of ${orgName} to make you a developer`
        : `Developers make ${things} for their teams. Ask an owner or admin of ${orgName} to add you to one`}
      {elsewhere ? `, or go on in your personal space, ${elsewhere.name}.` : "."}
    </EmptyState>
  );
}
