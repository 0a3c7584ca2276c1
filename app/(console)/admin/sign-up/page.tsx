import { UserRoundCheck } from "lucide-react";
import type { Metadata } from "next";
import { NewcomerTable } from "#components/admin/newcomer-table.tsx";
import { SignUpSettingsForm } from "#components/admin/sign-up-settings-form.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { type PlatformPermission, platformMay } from "#lib/platform-permissions.ts";
import { getSignUpSettings, listNewcomers } from "#server/identity/index.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { approveNewcomerAction, declineNewcomerAction, updateSignUpAction } from "./actions.ts";

export const metadata: Metadata = { title: "Sign-up" };

export default async function AdminSignUpPage() {
  const ctx = await requirePlatformContext("users.read");
  const may = (permission: PlatformPermission) => platformMay(ctx.caller.platformRole, permission);
  const settings = may("settings.read") ? await getSignUpSettings(ctx) : null;
  const waiting = await listNewcomers(ctx);
  return (
    <>
      <PageHeader title="Sign-up" lead="Who may make an account, and who waits to be let in." />
      <section aria-labelledby="waiting-title" className="mb-8">
        <h2 id="waiting-title" className="mb-3 text-lg font-semibold">
          Waiting
        </h2>
        {waiting.rows.length > 0 ? (
          <>
            <NewcomerTable
              people={waiting.rows}
              now={ctx.now}
              approve={approveNewcomerAction}
              decline={declineNewcomerAction}
              mayDecide={may("users.write")}
            />
            {waiting.total > waiting.rows.length ? (
              <p className="mt-2 text-caption text-muted">
                {waiting.rows.length} of {waiting.total}, the longest wait first.
              </p>
            ) : null}
          </>
        ) : (
          <EmptyState icon={<UserRoundCheck />} title="Nobody waits">
            {settings?.mode === "approval"
              ? "People appear here once they have confirmed their address, and you get a mail."
              : "Where accounts need approval, new people wait here until somebody lets them in."}
          </EmptyState>
        )}
      </section>
      {settings ? (
        <Panel title="Who may sign up" lead="For new accounts; people who have one keep it.">
          <SignUpSettingsForm
            settings={settings}
            action={updateSignUpAction}
            mayChange={may("settings.write")}
          />
        </Panel>
      ) : null}
    </>
  );
}
