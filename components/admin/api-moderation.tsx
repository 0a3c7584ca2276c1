import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import type { FormAction } from "#components/ui/use-kept-form.ts";
import type { Answer } from "#lib/answer.ts";
import { StopDialog } from "./stop-dialog.tsx";

export interface ApiVerbs {
  stop: (slug: string, ...given: Parameters<FormAction>) => ReturnType<FormAction>;
  restore: (slug: string) => Promise<Answer<unknown>>;
}

interface ApiModerationProps {
  api: { slug: string; name: string; stop: object | null };
  verbs: ApiVerbs;
}

/** Takes an API out of sight, or puts it back. */
export function ApiModeration({ api: { slug, name, stop }, verbs }: ApiModerationProps) {
  return stop ? (
    <ConfirmButton
      label="Put back"
      fullLabel={`Put back ${name}`}
      title={`Put ${name} back?`}
      confirm="Put back"
      done={`${name} is back`}
      isHarmless
      action={verbs.restore.bind(null, slug)}
    >
      Whoever its publisher opened it to finds and calls it again. Its owners get a mail.
    </ConfirmButton>
  ) : (
    <StopDialog
      label="Take out of sight"
      fullLabel={`Take out of sight ${name}`}
      title={`Take ${name} out of sight?`}
      description="Only its own organisation and those who look after the portal see it then; calls by others are refused at once. Nothing is deleted."
      done={`${name} is out of sight`}
      action={verbs.stop.bind(null, slug)}
    />
  );
}
