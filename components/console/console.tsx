"use client";
import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { MethodBadge } from "#components/ui/method-badge.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { ConsoleData } from "./console-data.ts";
import { type ConsoleActions, useWorkbench } from "./use-workbench.ts";
import { WorkbenchView } from "./workbench.tsx";

interface ConsoleProps {
  dataHref: string;
  actions: ConsoleActions;
  /** A call of the history to begin with. */
  entryId: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Gets the focus when the console closes. */
  returnTo: RefObject<HTMLElement | null>;
}

/** The console of an operation as a sheet over the page; what is filled in stays while the page does. */
export function Console(props: ConsoleProps) {
  const { data, isMissing, load } = useConsoleData(props.dataHref);
  if (data) return <LoadedConsole {...props} data={data} />;
  return (
    <Sheet {...props} title="Try it">
      <div className="flex flex-1 flex-col items-start gap-3 p-5">
        {isMissing ? (
          <Notice
            tone="danger"
            title="The console could not be loaded"
            action={<Button onClick={load}>Try again</Button>}
          >
            Check your connection. The page behind this stays as it is.
          </Notice>
        ) : (
          <p role="status" className="flex items-center gap-2 text-sm text-muted">
            <Spinner /> Reading what this operation takes
          </p>
        )}
      </div>
    </Sheet>
  );
}

function LoadedConsole({ data, ...props }: ConsoleProps & { data: ConsoleData }) {
  const bench = useWorkbench(data, props.actions, props.entryId);
  return (
    <Sheet
      {...props}
      title={data.title}
      lead={
        <>
          <MethodBadge method={data.method} /> <code className="text-caption break-all">{data.path}</code>
        </>
      }
    >
      <WorkbenchView bench={bench} />
    </Sheet>
  );
}

function useConsoleData(href: string) {
  const [data, setData] = useState<ConsoleData | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt fetches again
  useEffect(() => {
    const stop = new AbortController();
    setIsMissing(false);
    const read = async () => {
      const response = await fetch(href, { signal: stop.signal });
      if (!response.ok) throw new Error(`The console's data answered ${response.status}.`);
      setData(await response.json());
    };
    read().catch(() => setIsMissing(!stop.signal.aborted));
    return () => stop.abort();
  }, [href, attempt]);
  return { data, isMissing, load: () => setAttempt((now) => now + 1) };
}

interface SheetProps extends Pick<ConsoleProps, "isOpen" | "onOpenChange" | "returnTo"> {
  title: string;
  lead?: React.ReactNode;
  children: React.ReactNode;
}

/** From the right on wide screens, over everything on phones. It has no transform, which menus inside would suffer from. */
function Sheet({ isOpen, onOpenChange, returnTo, title, lead, children }: SheetProps) {
  return (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(next, details) => {
        // A press of Esc that closed a list of suggestions has done its work.
        if (details.reason === "escape-key" && details.event.defaultPrevented) details.cancel();
        else onOpenChange(next);
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          finalFocus={returnTo}
          className="fixed inset-y-0 right-0 z-50 flex w-full flex-col bg-raised text-ink shadow-float lg:w-[min(76rem,calc(100vw-4rem))] lg:border-l lg:border-rule"
        >
          <header className="flex items-start justify-between gap-3 border-b border-rule px-4 py-3 sm:px-5">
            <div className="min-w-0">
              <Dialog.Title className="truncate text-base font-semibold">{title}</Dialog.Title>
              {lead ? (
                <Dialog.Description render={<div />} className="flex min-w-0 items-center gap-2">
                  {lead}
                </Dialog.Description>
              ) : null}
            </div>
            <Dialog.Close render={<IconButton label="Close the console" icon={<X />} className="-mr-2" />} />
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
