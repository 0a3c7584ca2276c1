import { MailCheck } from "lucide-react";
import { findFirstCallOf } from "#app/_parts/find-first-call.ts";
import { MemberStop } from "#app/_parts/member-stop.tsx";
import { ProofRoom } from "#app/_parts/proof-room.tsx";
import { StartForm } from "#components/apps/start-form.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { isAllowedSomewhere } from "#lib/organisation-permissions.ts";
import { routes } from "#lib/routes.ts";
import { listApps } from "#server/apps/index.ts";
import type { ApiDetail } from "#server/catalog/schema.ts";
import type { Ctx, MemberCaller } from "#server/platform/context.ts";
import { issueFirstKeyAction } from "../actions.ts";
import { NoPlan } from "./no-plan.tsx";

interface SignedInStartProps {
  ctx: Ctx;
  caller: MemberCaller;
  api: ApiDetail;
}

export async function SignedInStart({ ctx, caller, api }: SignedInStartProps) {
  if (!caller.isEmailVerified) return <VerifyFirst email={caller.email} />;
  const plans = api.plans.filter(({ archivedAt }) => archivedAt === null);
  if (plans.length === 0) return <NoPlan api={api} />;
  if (!isAllowedSomewhere(caller, "keep_credentials"))
    return (
      <MemberStop
        ctx={ctx}
        caller={caller}
        things="apps and keys"
        // Their personal space may not know an API that is for some organisations.
        next={
          api.visibility === "public" || api.visibility === "signed_in"
            ? routes.apiStart(api.slug)
            : undefined
        }
      />
    );
  const [{ items: apps }, call] = await Promise.all([
    listApps(ctx),
    api.latest && findFirstCallOf(ctx, api.slug, api.latest.name),
  ]);
  return (
    <ProofRoom>
      <StartForm
        action={issueFirstKeyAction.bind(null, caller.orgId)}
        plans={[...plans].sort(
          (a, b) => Number(a.needsApproval) - Number(b.needsApproval) || a.position - b.position,
        )}
        apps={apps
          .filter(({ status, mayChange }) => status === "active" && mayChange)
          .map(({ id, name }) => ({ id, name }))}
        suggestedName={`${firstName(caller.name)}'s first app`}
        call={call}
      />
    </ProofRoom>
  );
}

function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] || "My";
}

function VerifyFirst({ email }: { email: string }) {
  return (
    <EmptyState
      icon={<MailCheck />}
      title="Confirm your e-mail address first"
      action={
        <LinkButton href={routes.checkMail()} variant="primary">
          Send the mail again
        </LinkButton>
      }
    >
      We sent a link to {email}. Open it and you come back here.
    </EmptyState>
  );
}
