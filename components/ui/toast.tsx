"use client";
import { Toast as Base } from "@base-ui/react/toast";
import clsx from "clsx";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";

const TONE = { note: "border-rule", good: "border-good-line", danger: "border-danger-line" } as const;
type ToastTone = keyof typeof TONE;

/** Makes room for toasts; the console's layout has one. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider timeout={6_000} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 z-50 flex w-90 max-w-[calc(100vw-2rem)] flex-col gap-2">
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

/** Tells of something that happened elsewhere: `const toast = useToast(); toast("Key revoked", { tone: "good" })`. */
export function useToast(): (title: string, more?: { text?: string; tone?: ToastTone }) => void {
  const { add } = Base.useToastManager();
  return (title, more) => {
    add({
      title,
      description: more?.text,
      type: more?.tone ?? "note",
      priority: more?.tone === "danger" ? "high" : "low",
    });
  };
}

function Toasts() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className={clsx(
        "rounded-lg border bg-raised text-ink shadow-float transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0",
        toast.type === "good" || toast.type === "danger" ? TONE[toast.type] : TONE.note,
      )}
    >
      <Base.Content className="flex items-start gap-3 py-2.5 pr-2 pl-4 text-sm">
        <div className="min-w-0 flex-1 py-1.5">
          <Base.Title className="font-medium" />
          <Base.Description className="text-muted" />
        </div>
        <Base.Close render={<IconButton label="Dismiss" icon={<X />} />} />
      </Base.Content>
    </Base.Root>
  ));
}
