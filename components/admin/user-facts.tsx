import Link from "next/link";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { routes } from "#lib/routes.ts";
import type { UserDetail } from "#server/identity/schema.ts";

/** Who a person is to the portal. */
export function UserFacts({ user, now }: { user: UserDetail; now: Date }) {
  return (
    <DescriptionList
      items={[
        { term: "E-mail", value: user.isEmailVerified ? "Confirmed" : "Not confirmed yet" },
        { term: "Joined", value: <RelativeTime at={user.createdAt} now={now} /> },
        {
          term: "Last seen",
          value: user.lastSeenAt ? <RelativeTime at={user.lastSeenAt} now={now} /> : "never",
        },
        { term: "Signs in with", value: user.factors.join(", ") || "Nothing of the portal's own" },
        {
          term: "Organisations",
          value: (
            <ul className="flex flex-col gap-1">
              {user.memberships.map(({ orgId, orgName, role, since, status }) => (
                <li key={orgId}>
                  <Link href={routes.adminOrganisation(orgId)} className="underline">
                    {orgName}
                  </Link>{" "}
                  as {role}, since <RelativeTime at={since} now={now} />
                  {status === "suspended" ? " (suspended)" : ""}
                </li>
              ))}
            </ul>
          ),
        },
        {
          term: "Access",
          value: (
            <Link href={`${routes.adminAccess()}?q=${encodeURIComponent(user.email)}`} className="underline">
              Everything they can reach, since when and by whose hand
            </Link>
          ),
        },
        ...(user.views.length > 0
          ? [
              {
                term: "Viewed as",
                value: (
                  <ul className="flex flex-col gap-1">
                    {user.views.map(({ id, byName, startedAt, isReadOnly, reason }) => (
                      <li key={id}>
                        by {byName}, <RelativeTime at={startedAt} now={now} />,{" "}
                        {isReadOnly ? "to look" : "to act"}
                        {reason ? `: ${reason}` : ""}
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
