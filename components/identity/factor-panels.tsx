"use client";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { FactorsSummary } from "#server/factors/schema.ts";
import { AddPasskey } from "./add-passkey.tsx";
import type { FactorActions } from "./factor-actions.ts";
import { PasskeyList } from "./passkey-list.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { TotpSetup } from "./totp-setup.tsx";

interface FactorPanelsProps {
  factors: FactorsSummary;
  now: Date;
  actions: FactorActions;
}

/** Passkeys, authenticator app and recovery codes. New codes are shown above them, this once. */
export function FactorPanels({ factors, now, actions }: FactorPanelsProps) {
  const [codes, setCodes] = useState<string[]>([]);
  const { totp, passkeys, recoveryCodesLeft } = factors;
  const hasFactor = totp !== null || passkeys.length > 0;
  const show = (fresh: string[]) => (fresh.length > 0 ? setCodes(fresh) : undefined);
  return (
    <>
      {codes.length > 0 ? <RecoveryCodes codes={codes} onKept={() => setCodes([])} /> : null}
      {hasFactor ? null : (
        <Notice tone="note" title="A password is all that guards your account">
          Add a passkey or an authenticator app: then a stolen password opens nothing.
        </Notice>
      )}
      <Panel
        title="Passkeys"
        lead="Unlock with your device's PIN, face or finger. They let you in without a password, too."
      >
        <div className="flex flex-col gap-5">
          <PasskeyList passkeys={passkeys} now={now} actions={actions} />
          <AddPasskey actions={actions} onCodes={show} />
        </div>
      </Panel>
      <Panel
        title="Authenticator app"
        lead="An app on your phone shows a new code every 30 seconds; you enter it after your password."
        actions={
          totp ? (
            <ConfirmButton
              label="Remove app"
              title="Remove the authenticator app?"
              confirm="Remove app"
              done="The authenticator app was removed"
              action={actions.removeTotp}
            >
              Its codes are no longer asked for, and no longer work.
            </ConfirmButton>
          ) : null
        }
      >
        {totp ? (
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <Badge tone="good">On</Badge>
            <span>
              Since <RelativeTime at={totp.since} now={now} />
              {totp.lastUsedAt ? (
                <>
                  , last used <RelativeTime at={totp.lastUsedAt} now={now} />
                </>
              ) : null}
            </span>
          </p>
        ) : (
          <TotpSetup actions={actions} onCodes={show} />
        )}
      </Panel>
      {hasFactor ? (
        <Panel
          title="Recovery codes"
          lead="For the day you have lost your factors. Each opens the second step once."
          actions={
            <ConfirmButton
              label="Make new codes"
              title="Replace your recovery codes?"
              confirm="Make new codes"
              done="New codes were made"
              action={async () => {
                const answer = await actions.regenerateCodes();
                if (answer.ok) show(answer.value.recoveryCodes);
                return answer;
              }}
            >
              Those you kept so far stop working.
            </ConfirmButton>
          }
        >
          <p className="text-sm">
            {recoveryCodesLeft === 1 ? "One code is left." : `${recoveryCodesLeft} codes are left.`}
            {recoveryCodesLeft < 3 ? " Make new ones soon." : ""}
          </p>
        </Panel>
      ) : null}
    </>
  );
}
