import type { Metadata } from "next";
import { DeletionPanel } from "#components/identity/deletion-panel.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { routes } from "#lib/routes.ts";
import { requireContext } from "#server/platform/session.ts";
import { previewDeletion } from "#server/privacy/index.ts";
import { deleteAccountAction } from "./actions.ts";

export const metadata: Metadata = { title: "Your data" };

export default async function AccountDataPage() {
  const ctx = await requireContext();
  if (ctx.caller.viewAs) {
    return (
      <>
        <PageHeader title="Your data" />
        <Notice
          tone="attention"
          title="Only the person themselves takes their data along or deletes the account."
        />
      </>
    );
  }
  const preview = await previewDeletion(ctx);
  return (
    <>
      <PageHeader
        title="Your data"
        lead="Take along what this portal holds about you, or delete your account."
      />
      <div className="flex flex-col gap-6">
        <Panel title="Take it along" lead="One JSON file, made when you ask for it.">
          <p className="mb-4 max-w-prose text-sm text-muted">
            Your profile and memberships, where you are signed in, tokens and keys you made (without their
            secrets), the terms you accepted, the mails we sent you, and everything that you did here.
          </p>
          <a href={routes.accountExport()} download className={buttonStyle("secondary", "md")}>
            Download your data
          </a>
        </Panel>
        <DeletionPanel preview={preview} email={ctx.caller.email} action={deleteAccountAction} />
      </div>
    </>
  );
}
