import { Badge } from "#components/ui/badge.tsx";
import { PLATFORM_ROLE_NAMES, type PlatformRole } from "#lib/platform-permissions.ts";

/** What somebody may do for the whole portal; nothing for most. */
export function PlatformRoleBadge({ role }: { role: PlatformRole }) {
  return role === "none" ? null : <Badge tone="accent">{PLATFORM_ROLE_NAMES[role]}</Badge>;
}
