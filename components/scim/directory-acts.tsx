import Link from "next/link";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { routes } from "#lib/routes.ts";
import type { DirectoryAct } from "#server/scim/schema.ts";

const WORDS: Record<string, string> = {
  "directory_user.created": "Named",
  "directory_user.updated": "Changed",
  "directory_user.deactivated": "Deactivated",
  "directory_user.reactivated": "Reactivated",
  "directory_user.deleted": "Deleted",
  "directory_group.created": "Made the group",
  "directory_group.updated": "Changed the group",
  "directory_group.deleted": "Deleted the group",
  "user.created": "Made an account for",
  "member.joined": "Brought in",
  "member.removed": "Took out",
  "member.role_set": "Changed the role of",
  "invitation.sent": "Invited",
  "invitation.revoked": "Took back the invitation of",
  "team.created": "Made the team",
  "team.renamed": "Renamed the team",
  "team.deleted": "Deleted the team",
  "team.member_added": "Put somebody into the team",
  "team.member_removed": "Took somebody out of the team",
};

/** What the directory did last. */
export function DirectoryActs({ acts, now }: { acts: DirectoryAct[]; now: Date }) {
  if (acts.length === 0) return null;
  return (
    <Panel
      title="What the directory did last"
      actions={
        <Link
          href={routes.organisationActivity("SCIM of")}
          className="text-sm text-accent underline underline-offset-2"
        >
          All of it
        </Link>
      }
    >
      <ul className="flex flex-col gap-2 text-sm">
        {acts.map(({ id, at, action, targetName }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4">
            <span className="min-w-0 break-words">
              {WORDS[action] ?? action} {targetName}
            </span>
            <span className="text-muted">
              <RelativeTime at={at} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
