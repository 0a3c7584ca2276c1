import type { Metadata } from "next";
import Link from "next/link";
import { TokenRuleForm } from "#components/admin/token-rule-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { counted } from "#lib/format.ts";
import { platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import { getAccessTokenSettings } from "#server/identity/index.ts";
import { requirePlatformContext } from "#server/platform/session.ts";
import { setAccessTokenRuleAction } from "./actions.ts";

export const metadata: Metadata = { title: "Access tokens" };

export default async function AdminTokensPage() {
  const ctx = await requirePlatformContext("settings.read");
  const { platformRole } = ctx.caller;
  const { maxDays, outlasting } = await getAccessTokenSettings(ctx);
  return (
    <>
      <PageHeader
        title="Access tokens"
        lead="What people and organisations use for the REST API and the command line. What a token may is theirs to choose; how long it may live is decided here."
      />
      <Panel title="Longest life" lead="For tokens that are made or replaced from now on.">
        {platformMay(platformRole, "settings.write") ? (
          <TokenRuleForm maxDays={maxDays} action={setAccessTokenRuleAction} />
        ) : (
          <p className="text-sm">{counted(maxDays, "day")}.</p>
        )}
      </Panel>
      {outlasting > 0 ? (
        <p className="mt-4 text-sm text-muted">
          {counted(outlasting, "token")} made before this rule {outlasting === 1 ? "lives" : "live"} longer
          than it allows.{" "}
          {platformMay(platformRole, "access.read") ? (
            <Link href={`${routes.adminAccess()}?kind=token`} className="text-accent underline">
              See every token and who holds it
            </Link>
          ) : null}
        </p>
      ) : null}
    </>
  );
}
