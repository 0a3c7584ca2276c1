import { type Answer, headlineOf } from "#lib/answer.ts";
import { Notice } from "./notice.tsx";

interface FormMessageProps {
  /** What the action answered; nothing is shown before it did. */
  answer: Answer<unknown> | null | undefined;
  /** Shown when it went well. */
  done?: string;
  /** Fields that say themselves what is wrong with them; nothing is said twice when the faults are theirs alone. */
  besides?: readonly string[];
}

/** What became of a form, announced: `<FormMessage answer={state} done="Saved." />` above its fields. */
export function FormMessage({ answer, done, besides = [] }: FormMessageProps) {
  if (!answer) return null;
  if (answer.ok) return done ? <Notice tone="good" title={done} isLive /> : null;
  const faulty = Object.keys(answer.fields);
  if (faulty.length > 0 && faulty.every((name) => besides.includes(name))) return null;
  return (
    <Notice tone="danger" title={headlineOf(answer)} isLive>
      {answer.fields[""] === answer.message ? null : answer.fields[""]}
    </Notice>
  );
}
