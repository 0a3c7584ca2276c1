"use client";
import {
  type FormEvent,
  startTransition,
  useActionState,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import type { Answer } from "#lib/answer.ts";
import { FormSurroundingsContext } from "./form-surroundings.ts";
import { needsProof, useAskForProof } from "./proof.ts";

type Kept<T> = (Answer<T> & { email?: string }) | null;

/** What a form sends to: a server action that is told its last answer. */
export type FormAction<T = unknown> = (previous: Kept<T>, form: FormData) => Promise<Kept<T>>;

interface Options {
  /** Empties the fields when it went well. */
  isEmptiedWhenDone?: boolean;
  /** What a dialog around the form says once it went well and the dialog closed. */
  done?: string;
}

/**
 * A form that keeps what was typed after a refusal and puts the focus where the first fault is; React alone would
 * empty it; where the action needs a proof of who sits there first, it is asked for and the form sent again: `const { answer, faults, form } = useKeptForm(action); <form {...form}>…</form>`. Works without script.
 */
export function useKeptForm<T>(action: FormAction<T>, { isEmptiedWhenDone = false, done }: Options = {}) {
  const ref = useRef<HTMLFormElement>(null);
  const surroundings = useContext(FormSurroundingsContext);
  // As soon as it is done: the page that comes with the answer may have no such form any more. Without script there is
  // no dialog, and the action itself must be the form's.
  const telling: FormAction<T> = async (previous, data) => {
    let isDone = false;
    surroundings?.onSend();
    try {
      const given = await action(previous, data);
      isDone = given?.ok === true;
      return given;
    } finally {
      surroundings?.onAnswer({ isDone, words: done });
    }
  };
  const [answer, send] = useActionState<Kept<T>, FormData>(surroundings ? telling : action, null);
  useEffect(() => {
    if (answer?.ok && isEmptiedWhenDone) ref.current?.reset();
    if (answer && !answer.ok) ref.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [answer, isEmptiedWhenDone]);
  const ask = useAskForProof();
  const sent = useRef<FormData>(null);
  const [isSentByScript, setSentByScript] = useState(false);
  const [declined, setDeclined] = useState<Kept<T>>(null);
  useEffect(() => {
    const data = sent.current;
    if (!ask || !data || !needsProof(answer)) return;
    let isCurrent = true;
    ask().then((isProved) => {
      if (!isCurrent) return;
      if (isProved) startTransition(() => send(data));
      else setDeclined(answer);
    });
    return () => {
      isCurrent = false;
    };
  }, [answer, ask, send]);
  const faults: Record<string, string> = answer && !answer.ok ? answer.fields : {};
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { nativeEvent } = event;
    const button = "submitter" in nativeEvent ? nativeEvent.submitter : null;
    const data = new FormData(event.currentTarget, button instanceof HTMLElement ? button : null);
    sent.current = data;
    setSentByScript(true);
    startTransition(() => send(data));
  }
  // While the proof is asked for, and until it is given up, nothing is refused yet.
  const isAsking = ask !== null && isSentByScript && needsProof(answer) && answer !== declined;
  return { answer: isAsking ? null : answer, faults, form: { ref, action: send, onSubmit } };
}
