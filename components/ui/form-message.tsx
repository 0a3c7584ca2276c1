import type { Answer } from "#lib/answer.ts";
import { Notice } from "./notice.tsx";

interface FormMessageProps {
  /** What the action answered; nothing is shown before it did. */
  answer: Answer<unknown> | null | undefined;
  /** Shown when it went well. */
  done?: string;
}

/** What became of a form, announced: `<FormMessage answer={state} done="Saved." />` above its fields. */
export function FormMessage({ answer, done }: FormMessageProps) {
  if (!answer) return null;
  if (answer.ok) return done ? <Notice tone="good" title={done} isLive /> : null;
  return (
    <Notice tone="danger" title={answer.message} isLive>
      {answer.fields[""]}
    </Notice>
  );
}
