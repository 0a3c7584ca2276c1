"use client";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CodeFrame } from "#components/ui/code-frame.tsx";
import { MASK } from "./credentials.ts";
import { curlText } from "./curl-text.ts";
import type { Workbench } from "./use-workbench.ts";

/** The exact request, before it is sent. Secrets are masked here and copied whole only when asked for. */
export function RequestView({ bench }: { bench: Workbench }) {
  const [said, setSaid] = useState("");
  const code = curlText(bench.shown());

  async function copyWhole() {
    try {
      await navigator.clipboard.writeText(curlText(await bench.whole()));
      setSaid("Copied with your secrets");
    } catch {
      setSaid("Copying is not allowed here");
    }
    setTimeout(() => setSaid(""), 3_000);
  }

  return (
    <>
      <CodeFrame
        code={code}
        title="curl"
        what="curl command with masked secrets"
        className="max-h-72 overflow-y-auto!"
      />
      <div className="flex flex-wrap items-center gap-3">
        {code.includes(MASK) ? (
          <Button size="sm" onClick={copyWhole}>
            Copy with secrets
          </Button>
        ) : null}
        <span role="status" className="text-caption text-muted">
          {said}
        </span>
      </div>
    </>
  );
}
