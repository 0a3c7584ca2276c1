"use client";
import { type ReactElement, type ReactNode, useRef, useState } from "react";
import { Dialog } from "./dialog.tsx";
import { FormSurroundingsContext } from "./form-surroundings.ts";
import { useToast } from "./toast.tsx";

interface FormDialogProps {
  /** The button that opens it. */
  trigger: ReactElement;
  title: string;
  description?: ReactNode;
  /** A kept form; once it went well the dialog closes, and a toast says what was done. */
  children: ReactNode;
}

/** A form over the page: `<FormDialog trigger={<Button>Add a plan</Button>} title="Add a plan"><PlanForm … /></FormDialog>`. */
export function FormDialog({ children, ...dialog }: FormDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const toast = useToast();
  const isSent = useRef(false);
  const surroundings = {
    onSend: () => {
      isSent.current = true;
    },
    onAnswer: ({ isDone, words }: { isDone: boolean; words?: string | undefined }) => {
      isSent.current = false;
      if (!isDone) return;
      setOpen(false);
      if (words) toast(words, { tone: "good" });
    },
  };
  return (
    // Until the answer is there it stays: closed before, a refusal would be seen by nobody and what was typed be lost.
    <Dialog {...dialog} open={isOpen} onOpenChange={(open) => isSent.current || setOpen(open)}>
      <FormSurroundingsContext value={surroundings}>{children}</FormSurroundingsContext>
    </Dialog>
  );
}
