"use client";
import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactElement, type ReactNode, useState, useTransition } from "react";
import type { Answer } from "#lib/answer.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { useProved } from "./proof.ts";
import { TextField } from "./text-field.tsx";

interface ConfirmDialogProps {
  trigger: ReactElement;
  /** The question: "Revoke the key “CI”?" */
  title: string;
  /** What will be lost, and for whom. */
  children: ReactNode;
  /** The verb: "Revoke key". */
  confirm: string;
  /** Asks for this name to be typed first, for what cannot be undone. */
  nameToType?: string;
  /** Nothing is lost by it: the answer is not in the colour of danger. */
  isHarmless?: boolean;
  /** Does it; a refusal is shown in the dialog, otherwise it closes. */
  onConfirm: () => Promise<Answer<unknown> | undefined>;
}

/**
 * Asks before something is lost, or before many people see a change:
 * `<ConfirmDialog trigger={<Button variant="danger">Delete</Button>} title="Delete …?" confirm="Delete app" nameToType={app.name} onConfirm={deleteAppAction.bind(null, app.id)}>…</ConfirmDialog>`
 */
export function ConfirmDialog({
  trigger,
  title,
  children,
  confirm,
  nameToType,
  isHarmless = false,
  onConfirm,
}: ConfirmDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [refusal, setRefusal] = useState("");
  const [isPending, startTransition] = useTransition();
  const proved = useProved();
  const isBlocked = nameToType !== undefined && typed.trim() !== nameToType;

  function change(open: boolean) {
    if (isPending) return;
    setIsOpen(open);
    setTyped("");
    setRefusal("");
  }

  function run() {
    startTransition(async () => {
      const answer = await proved(onConfirm);
      if (answer && !answer.ok) setRefusal(answer.message);
      else setIsOpen(false);
    });
  }

  return (
    <AlertDialog.Root open={isOpen} onOpenChange={change}>
      <AlertDialog.Trigger render={trigger} />
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Popup className="fixed top-1/2 left-1/2 z-50 w-110 max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 rounded-lg border border-rule bg-raised text-ink shadow-float transition-[scale,opacity] duration-100 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0">
          <form
            className="contents"
            onSubmit={(event) => {
              event.preventDefault();
              if (!isBlocked && !isPending) run();
            }}
          >
            <div className="flex flex-col gap-3 p-5">
              <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
              <AlertDialog.Description className="text-sm text-muted" render={<div />}>
                {children}
              </AlertDialog.Description>
              {nameToType === undefined ? null : (
                <TextField
                  name="name"
                  label={
                    <>
                      Type <span className="font-mono text-caption">{nameToType}</span> to confirm
                    </>
                  }
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                  autoComplete="off"
                  spellCheck={false}
                />
              )}
              {refusal ? <Notice tone="danger" title={refusal} isLive /> : null}
            </div>
            <div className="flex flex-wrap justify-end gap-2 rounded-b-lg border-t border-rule bg-sunken px-5 py-3">
              <AlertDialog.Close render={<Button>Cancel</Button>} />
              <Button
                type="submit"
                variant={isHarmless ? "primary" : "danger"}
                pending={isPending}
                disabled={isBlocked}
              >
                {confirm}
              </Button>
            </div>
          </form>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
