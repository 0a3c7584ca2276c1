import { Lock } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { routes } from "#lib/routes.ts";
import type { AppSummary } from "#server/apps/schema.ts";

type Stopped = Pick<AppSummary, "id" | "name" | "status" | "mayChange">;

/** Whether the app may get anything new from whoever looks at it. */
export function mayGrow({ status, mayChange }: Stopped): boolean {
  return mayChange && status === "active";
}

/** Instead of a form for an app that may get nothing new: why, and whom to ask. */
export function AppStop({ app, orgName }: { app: Stopped; orgName: string }) {
  return (
    <EmptyState
      icon={<Lock />}
      title={app.mayChange ? `${app.name} is suspended` : `You look at ${app.name}, and change nothing`}
      action={<LinkButton href={routes.app(app.id)}>Back to {app.name}</LinkButton>}
    >
      {app.mayChange
        ? "It gets no keys, clients or plans until the moderators let it work again. The app's page says what is to be mended."
        : `Only developers of its team, and owners and admins of ${orgName}, add to it. Ask one of them to do it, or to take you into the team.`}
    </EmptyState>
  );
}
