"use client";
import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

interface TooltipProps {
  /** What it says; an addition, never the only place of something needed. */
  text: ReactNode;
  /** A button or link, which is what keyboards reach. */
  children: ReactElement;
}

/** A short hint on hover and focus: `<Tooltip text="Last used 3 days ago"><Button>CI key</Button></Tooltip>`. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <Base.Provider>
      <Base.Root>
        <Base.Trigger render={children} />
        <Base.Portal>
          <Base.Positioner sideOffset={6} className="z-50">
            <Base.Popup className="max-w-64 rounded-md bg-ink px-2.5 py-1.5 text-caption text-paper shadow-float">
              {text}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Base.Provider>
  );
}
