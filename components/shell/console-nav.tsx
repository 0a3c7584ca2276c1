import { AppWindow, BookUp, ShieldCheck, UserRound, Users } from "lucide-react";
import { type PlatformPermission, type PlatformRole, platformMay } from "#lib/platform-permissions.ts";
import { routes } from "#lib/routes.ts";
import { NavLink } from "./nav-link.tsx";
import { NavStrip } from "./nav-strip.tsx";

interface ConsoleNavProps {
  orgName: string;
  isPublisher: boolean;
  platformRole: PlatformRole;
  /** Owner or admin of the organisation. */
  isOrganiser: boolean;
  isOwner: boolean;
}

type Group = {
  label: string;
  Icon: typeof AppWindow;
  links: { href: string; label: string; isExact?: boolean }[];
};

const ADMIN_LINKS: (Group["links"][number] & { needs?: PlatformPermission })[] = [
  { href: routes.admin(), label: "Overview", isExact: true },
  { href: routes.adminApis(), label: "APIs", needs: "catalog.read" },
  { href: routes.adminApps(), label: "All apps", needs: "catalog.read" },
  { href: routes.adminOrganisations(), label: "Organisations", needs: "organisations.read" },
  { href: routes.adminUsers(), label: "Users", needs: "users.read" },
  { href: routes.adminSessions(), label: "All sessions", needs: "users.read" },
  { href: routes.adminSignUp(), label: "Sign-up", needs: "users.read" },
  { href: routes.adminProviders(), label: "Sign-in", needs: "sso.read" },
  { href: routes.adminDormant(), label: "Dormant accounts", needs: "users.read" },
  { href: routes.adminAccess(), label: "Access", needs: "access.read" },
  { href: routes.adminReviews(), label: "Access reviews", needs: "access.read" },
  { href: routes.adminViewAs(), label: "View as", needs: "view_as" },
  { href: routes.adminTokens(), label: "Access tokens", needs: "settings.read" },
  { href: routes.adminTerms(), label: "Terms of use", needs: "settings.read" },
  { href: routes.adminAudit(), label: "Audit log", needs: "audit.read" },
  { href: routes.adminConsole(), label: "Console", needs: "settings.read" },
  { href: routes.adminBrand(), label: "Brand", needs: "settings.read" },
];

function groupsOf({ isPublisher, platformRole, isOrganiser, isOwner }: ConsoleNavProps): Group[] {
  return [
    { label: "Build", Icon: AppWindow, links: [{ href: routes.apps(), label: "Apps" }] },
    ...(isPublisher
      ? [
          {
            label: "Publish",
            Icon: BookUp,
            links: [
              { href: routes.publish(), label: "Your APIs", isExact: true },
              { href: routes.publishSubscriptions(), label: "Subscriptions" },
              { href: routes.publishRequests(), label: "Access requests" },
            ],
          },
        ]
      : []),
    ...(platformRole !== "none"
      ? [
          {
            label: "Administer",
            Icon: ShieldCheck,
            links: ADMIN_LINKS.filter(({ needs }) => !needs || platformMay(platformRole, needs)),
          },
        ]
      : []),
    {
      label: "Organisation",
      Icon: Users,
      links: [
        { href: routes.organisation(), label: "Members", isExact: true },
        ...(isOrganiser
          ? [
              { href: routes.organisationActivity(), label: "Activity" },
              { href: routes.organisationTokens(), label: "Tokens" },
            ]
          : []),
        ...(isOwner
          ? [
              { href: routes.organisationDomains(), label: "Domains" },
              { href: routes.provisioning(), label: "Provisioning" },
            ]
          : []),
      ],
    },
    {
      label: "Account",
      Icon: UserRound,
      links: [
        { href: routes.account(), label: "Profile", isExact: true },
        { href: routes.connections(), label: "Connected accounts" },
        { href: routes.security(), label: "Security" },
        { href: routes.sessions(), label: "Sessions" },
        { href: routes.accessTokens(), label: "Access tokens" },
        { href: routes.accountData(), label: "Your data" },
      ],
    },
  ];
}

/** The rooms of the console: a column beside the page, one scrolling line above it on narrow screens. */
export function ConsoleNav(props: ConsoleNavProps) {
  return (
    <NavStrip
      label="Console"
      className="max-lg:relative max-lg:-mx-4 max-lg:overflow-x-auto max-lg:border-b max-lg:border-rule max-lg:px-4 lg:sticky lg:top-[calc(var(--header-height)+2rem)] lg:max-h-[calc(100dvh-var(--header-height)-4rem)] lg:w-52 lg:overflow-y-auto lg:overscroll-contain lg:shrink-0 lg:self-start"
    >
      <p className="mb-4 truncate px-2.5 text-caption text-faint max-lg:hidden">{props.orgName}</p>
      <div className="flex gap-1 max-lg:w-max max-lg:after:pointer-events-none max-lg:after:sticky max-lg:after:-right-4 max-lg:after:w-12 max-lg:after:shrink-0 max-lg:after:bg-linear-to-l max-lg:after:from-paper max-lg:after:content-[''] lg:flex-col lg:gap-5">
        {groupsOf(props).map(({ label, Icon, links }) => (
          <div key={label} className="flex gap-1 lg:block">
            <p className="flex items-center gap-2 px-2.5 pb-1 text-caption font-medium text-muted max-lg:sr-only">
              <Icon aria-hidden className="size-4 text-faint" />
              {label}
            </p>
            <ul className="flex gap-1 lg:block">
              {links.map(({ href, label: text, isExact }) => (
                <li key={href}>
                  <NavLink
                    href={href}
                    isExact={isExact}
                    className="flex h-11 items-center px-2.5 text-sm whitespace-nowrap text-muted hover:text-ink aria-[current]:font-medium aria-[current]:text-ink max-lg:aria-[current]:shadow-[inset_0_-2px_0_var(--color-accent)] lg:h-8 lg:rounded-md lg:border-l-2 lg:border-transparent lg:pl-8 lg:hover:bg-hover lg:aria-[current]:bg-accent-soft lg:aria-[current]:text-accent pointer-coarse:lg:h-11"
                  >
                    {text}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </NavStrip>
  );
}
