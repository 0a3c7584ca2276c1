"use client";
import { createContext } from "react";

interface FormSurroundings {
  /** The form was sent and waits for its answer. */
  onSend: () => void;
  /** The answer came; with the words for it where it went well. */
  onAnswer: (answer: { isDone: boolean; words?: string | undefined }) => void;
}

/** What is around a form and is told what becomes of it; null around most. */
export const FormSurroundingsContext = createContext<FormSurroundings | null>(null);
