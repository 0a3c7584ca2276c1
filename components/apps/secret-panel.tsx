"use client";
import { KeyRound } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { useLeaveGuard } from "./use-leave-guard.ts";

interface SecretPanelProps {
  /** "Your key", "Your client". */
  title: string;
  /** What may be shown again later, such as a client's id. */
  open?: { label: string; value: string }[];
  secretLabel: string;
  secret: string;
  /** How it is said in a sentence: "key", "client secret". */
  what: string;
  onCopied?: () => void;
  children?: ReactNode;
}

/** A secret in clear, this once. It lives in this page's memory only; leaving without copying asks once. */
export function SecretPanel({
  title,
  open = [],
  secretLabel,
  secret,
  what,
  onCopied,
  children,
}: SecretPanelProps) {
  const [isCopied, setIsCopied] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const guard = useLeaveGuard(!isCopied);
  useEffect(() => heading.current?.focus(), []);

  return (
    <section
      aria-labelledby="secret-title"
      className="flex min-w-0 flex-col gap-6 rounded-lg border border-accent-line bg-raised p-5 sm:p-7"
    >
      <header className="flex items-start gap-3">
        <KeyRound aria-hidden className="mt-1 size-5 shrink-0 text-accent" />
        <div>
          <h2 id="secret-title" ref={heading} tabIndex={-1} className="text-xl outline-none">
            {title}
          </h2>
          <p className="text-sm text-muted">
            Shown only now. We keep a fingerprint, never the {what} itself: copy it to where your secrets
            live.
          </p>
        </div>
      </header>
      <dl className="flex flex-col gap-4">
        {open.map(({ label, value }) => (
          <SecretRow key={label} label={label} value={value} what={label.toLowerCase()} />
        ))}
        <SecretRow
          label={secretLabel}
          value={secret}
          what={what}
          isMain
          onCopied={() => {
            setIsCopied(true);
            onCopied?.();
          }}
        />
      </dl>
      {children}
      <Dialog
        open={guard.wanted !== null}
        onOpenChange={(isOpen) => (isOpen ? undefined : guard.stay())}
        title={`Leave without copying the ${what}?`}
        description={`Nobody can show it to you again. You could revoke it and issue another.`}
        footer={
          <>
            <Button onClick={guard.leave}>Leave</Button>
            <Button variant="primary" onClick={guard.stay}>
              Stay and copy
            </Button>
          </>
        }
      />
    </section>
  );
}

interface SecretRowProps {
  label: string;
  value: string;
  what: string;
  isMain?: boolean;
  onCopied?: () => void;
}

function SecretRow({ label, value, what, isMain, onCopied }: SecretRowProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <dt className="text-caption font-medium text-muted">{label}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-2">
        <code
          data-secret={isMain ? "" : undefined}
          className="min-w-0 flex-1 basis-64 rounded-md border border-rule bg-sunken px-3 py-2 font-mono text-sm break-all select-all"
        >
          {value}
        </code>
        <CopyButton
          text={value}
          what={what}
          isLabelled
          size="md"
          variant={isMain ? "primary" : "secondary"}
          onCopied={onCopied}
        />
      </dd>
    </div>
  );
}
