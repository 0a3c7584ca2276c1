import { KeyRound } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { routes } from "#lib/routes.ts";

interface NoCredentialsProps {
  appId: string;
  hasPlan: boolean;
  mayChange: boolean;
}

/** What to do first: a key opens nothing until a plan does. */
export function NoCredentials({ appId, hasPlan, mayChange }: NoCredentialsProps) {
  if (!hasPlan && mayChange) {
    return (
      <EmptyState
        icon={<KeyRound />}
        title="First a plan, then a key"
        action={<LinkButton href={routes.appSubscribe(appId)}>Add a plan</LinkButton>}
      >
        A plan says which APIs this app may call. Then issue a key, or create an OAuth client for short-lived
        tokens.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<KeyRound />} title="No credentials yet">
      A key is the quickest way in. An OAuth client gets short-lived tokens instead of sending its secret with
      every call.
    </EmptyState>
  );
}
