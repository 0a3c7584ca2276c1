import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import type { ReviewSummary } from "#server/review/schema.ts";
import { closeReviewAction, reopenReviewAction } from "../../actions.ts";

export function CloseButton({ review: { id, title, closedAt } }: { review: ReviewSummary }) {
  return closedAt ? (
    <ConfirmButton
      label="Open again"
      title={`Open “${title}” again?`}
      confirm="Open again"
      done="The review is open"
      size="md"
      isHarmless
      action={reopenReviewAction.bind(null, id)}
    >
      What was confirmed can then be withdrawn. What was withdrawn stays so.
    </ConfirmButton>
  ) : (
    <ConfirmButton
      label="Close review"
      title={`Close “${title}”?`}
      confirm="Close review"
      done="The review is closed"
      size="md"
      isHarmless
      action={closeReviewAction.bind(null, id)}
    >
      Once every line is decided. It stays here as evidence and can be opened again.
    </ConfirmButton>
  );
}
