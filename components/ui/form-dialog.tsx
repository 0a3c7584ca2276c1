"use client";
import { type ReactElement, type ReactNode, useState } from "react";
import { Dialog } from "./dialog.tsx";
import { FormDoneContext } from "./form-done.ts";
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
  function close(words: string | undefined) {
    setOpen(false);
    if (words) toast(words, { tone: "good" });
  }
  return (
    <Dialog {...dialog} open={isOpen} onOpenChange={setOpen}>
      <FormDoneContext value={close}>{children}</FormDoneContext>
    </Dialog>
  );
}
