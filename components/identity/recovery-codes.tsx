"use client";
import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** Recovery codes in clear, this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section
      aria-labelledby="codes-title"
      className="flex flex-col gap-4 rounded-lg border border-accent-line bg-raised p-5"
    >
      <div>
        <h2 id="codes-title" ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
          Keep your recovery codes
        </h2>
        <p className="text-sm text-muted">
          Shown only now. Print them or put them where your passwords are: without them a lost phone locks you
          out.
        </p>
      </div>
      <ul
        data-secret-codes=""
        className="grid max-w-md grid-cols-1 gap-x-6 gap-y-1 font-mono text-sm sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={codes.join("\n")} what="recovery codes" isLabelled size="md" variant="primary" />
        <Button onClick={onKept}>I have kept them</Button>
      </div>
    </section>
  );
}
