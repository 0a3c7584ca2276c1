"use client";
import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from "react";
import { ProofContext } from "#components/ui/proof.ts";
import type { ProofActions } from "./proof-actions.ts";

const ProofDialog = lazy(() => import("./proof-dialog.tsx").then((it) => ({ default: it.ProofDialog })));

/** Lets every form and button inside ask "Confirm it is you" when its action needs that; the dialog loads when asked for. */
export function ProofGate({ actions, children }: { actions: ProofActions; children: ReactNode }) {
  const [done, setDone] = useState<((isProved: boolean) => void) | null>(null);
  const asking = useRef<Promise<boolean> | null>(null);
  const ask = useCallback(() => {
    asking.current ??= new Promise<boolean>((resolve) => setDone(() => resolve)).finally(() => {
      asking.current = null;
    });
    return asking.current;
  }, []);

  const finish = useCallback(
    (isProved: boolean) => {
      setDone(null);
      done?.(isProved);
    },
    [done],
  );

  return (
    <ProofContext value={ask}>
      {children}
      {done ? (
        <Suspense>
          <ProofDialog actions={actions} onDone={finish} />
        </Suspense>
      ) : null}
    </ProofContext>
  );
}
