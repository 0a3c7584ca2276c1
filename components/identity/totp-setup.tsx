"use client";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useProved } from "#components/ui/proof.ts";
import type { TotpOffer } from "#server/factors/schema.ts";
import { CodeField } from "./code-field.tsx";
import type { FactorActions } from "./factor-actions.ts";

interface TotpSetupProps {
  actions: FactorActions;
  onCodes: (codes: string[]) => void;
}

/** Sets an authenticator app up: scan, then prove by a first code. */
export function TotpSetup({ actions, onCodes }: TotpSetupProps) {
  const [offer, setOffer] = useState<TotpOffer | null>(null);
  const [fault, setFault] = useState("");
  const [isPending, startTransition] = useTransition();
  const proved = useProved();

  function start() {
    setFault("");
    startTransition(async () => {
      const answer = await proved(actions.startTotp);
      if (answer.ok) setOffer(answer.value);
      else setFault(answer.message);
    });
  }

  function confirm(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code") ?? "");
    startTransition(async () => {
      const answer = await proved(() => actions.confirmTotp(code));
      if (answer.ok) onCodes(answer.value.recoveryCodes);
      else setFault(answer.fields.code ?? answer.message);
    });
  }

  if (!offer) {
    return (
      <div className="flex flex-col gap-3">
        {fault ? <Notice tone="danger" title={fault} isLive /> : null}
        <div>
          <Button pending={isPending} onClick={start}>
            Set up an app
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form onSubmit={confirm} className="flex flex-col gap-5 sm:flex-row sm:gap-8">
      <Qr qr={offer.qr} />
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <div className="text-sm">
          <p>Scan the picture with your app, or type this key into it:</p>
          <p className="mt-2 flex flex-wrap items-center gap-2">
            <code data-secret="" className="font-mono break-all select-all">
              {offer.secret}
            </code>
            <CopyButton text={offer.secret.replace(/ /g, "")} what="key" />
          </p>
        </div>
        <CodeField error={fault || undefined} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" pending={isPending}>
            Turn on
          </Button>
          <Button onClick={() => setOffer(null)}>Cancel</Button>
        </div>
      </div>
    </form>
  );
}

/** Dark on white in both themes: many scanners read nothing else. */
function Qr({ qr: { size, path } }: { qr: TotpOffer["qr"] }) {
  return (
    <svg
      role="img"
      aria-label="QR code for your authenticator app"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-48 shrink-0 rounded-md"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
