import type { Metadata } from "next";
import { ChangeEmailForm } from "#components/identity/change-email-form.tsx";
import { ChangePasswordForm } from "#components/identity/change-password-form.tsx";
import { FactorPanels } from "#components/identity/factor-panels.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { getSecurity } from "#server/identity/index.ts";
import { minimumPasswordLength, PASSWORD_ALONE, PASSWORD_WITH_FACTOR } from "#server/identity/schema.ts";
import { requireContext } from "#server/platform/session.ts";
import * as actions from "./actions.ts";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage() {
  const ctx = await requireContext();
  const { email, nextEmail, hasPassword, hasConnection, ...factors } = await getSecurity(ctx);
  const hasFactor = factors.totp !== null || factors.passkeys.length > 0;
  return (
    <>
      <PageHeader title="Security" lead="How you get in, and what keeps others out." />
      <div className="flex flex-col gap-6">
        <FactorPanels
          factors={factors}
          now={ctx.now}
          actions={{
            startTotp: actions.startTotpAction,
            confirmTotp: actions.confirmTotpAction,
            removeTotp: actions.removeTotpAction,
            offerPasskey: actions.offerPasskeyAction,
            addPasskey: actions.addPasskeyAction,
            renamePasskey: actions.renamePasskeyAction,
            removePasskey: actions.removePasskeyAction,
            regenerateCodes: actions.regenerateRecoveryCodesAction,
          }}
        />
        <Panel
          title="Password"
          lead={hasPassword ? "Changing it ends your other sessions." : "You sign in without one."}
          actions={
            hasPassword && (factors.passkeys.length > 0 || hasConnection) ? (
              <ConfirmButton
                label="Remove password"
                title="Sign in without a password?"
                confirm="Remove password"
                done="Your password was removed"
                action={actions.removePasswordAction}
              >
                Your passkeys and connected accounts let you in from then on. You can set a password again at
                any time.
              </ConfirmButton>
            ) : null
          }
        >
          <ChangePasswordForm
            key={String(hasPassword)}
            action={actions.changePasswordAction}
            passwordMin={minimumPasswordLength(hasFactor)}
            why={hasFactor ? PASSWORD_WITH_FACTOR : PASSWORD_ALONE}
            hasPassword={hasPassword}
          />
        </Panel>
        <Panel title="E-mail" lead="Where links to your account go. The old address is told of a change.">
          <ChangeEmailForm action={actions.requestEmailChangeAction} email={email} nextEmail={nextEmail} />
        </Panel>
      </div>
    </>
  );
}
