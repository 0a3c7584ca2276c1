"use client";
import { Play } from "lucide-react";
import { type ComponentType, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { Console } from "./console.tsx";
import type { ConsoleActions } from "./use-workbench.ts";

type ConsoleComponent = ComponentType<Parameters<typeof Console>[0]>;

/** Opens the console of an operation, which loads when it is asked for; `?try` and `#try` ask for it, too. */
export function TryIt({ dataHref, actions }: { dataHref: string; actions: ConsoleActions }) {
  const [Loaded, setLoaded] = useState<ConsoleComponent | null>(null);
  const [state, setState] = useState<"closed" | "loading" | "open" | "failed">("closed");
  const [entryId, setEntryId] = useState("");
  const button = useRef<HTMLButtonElement>(null);

  const open = useCallback(async () => {
    setState("loading");
    try {
      const module = await import("./console.tsx");
      setLoaded(() => module.Console);
      setState("open");
    } catch {
      setState("failed"); // the connection is down, or a newer portal has replaced this page's files
    }
  }, []);

  useEffect(() => {
    const asked = new URLSearchParams(location.search).get("try");
    if (asked === null && location.hash !== "#try") return;
    setEntryId(asked ?? "");
    open();
  }, [open]);

  return (
    <div className="needs-script mt-3">
      <Button
        ref={button}
        variant="primary"
        size="lg"
        className="w-full"
        pending={state === "loading"}
        onClick={open}
      >
        {state === "loading" ? null : <Play aria-hidden />} Try it
      </Button>
      <p role="status" className="text-caption text-danger empty:hidden">
        {state === "failed"
          ? "The console could not be loaded. Check your connection, or reload the page."
          : ""}
      </p>
      {Loaded ? (
        <Loaded
          {...{ dataHref, actions, entryId }}
          isOpen={state === "open"}
          onOpenChange={(isOpen) => setState(isOpen ? "open" : "closed")}
          returnTo={button}
        />
      ) : null}
    </div>
  );
}
