"use client";
import { createContext } from "react";

/** What is around a form and is told that it went well, with the words for it; null around most. */
export const FormDoneContext = createContext<((words: string | undefined) => void) | null>(null);
