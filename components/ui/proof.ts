"use client";
import { createContext, useCallback, useContext } from "react";
import type { Answer } from "#lib/answer.ts";

/** Asks the person to confirm that it is them; answers whether they did. */
export type AskForProof = () => Promise<boolean>;

/** Filled by the room that can ask; null elsewhere, where a refusal is shown as it is. */
export const ProofContext = createContext<AskForProof | null>(null);

export function useAskForProof(): AskForProof | null {
  return useContext(ProofContext);
}

/** Whether an action was refused only because the person has not proved themselves lately. */
export function needsProof(answer: Answer<unknown> | null | undefined): boolean {
  return answer?.ok === false && answer.code === "proof_required";
}

/** Runs an action and, where it needs a proof first, asks for it and runs it again: `const proved = useProved(); await proved(() => action(id))`. */
export function useProved(): <A extends Answer<unknown> | undefined>(act: () => Promise<A>) => Promise<A> {
  const ask = useAskForProof();
  return useCallback(
    async (act) => {
      const answer = await act();
      return ask && needsProof(answer) && (await ask()) ? act() : answer;
    },
    [ask],
  );
}
