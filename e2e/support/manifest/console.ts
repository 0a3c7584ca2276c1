import { consumers, ofOwnOrganisation, permitted, publishers, signedIn } from "./audience.ts";
import { type AddressEntry, answers, page, route } from "./entry.ts";

/** The rooms behind the sign-in. */
export const signedInRooms: AddressEntry[] = [
  page("/account", signedIn),
  page("/account/data", signedIn),
  route("GET", "/account/data/export", signedIn),
  page("/account/security", signedIn),
  page("/account/connections", signedIn),
  page("/account/sessions", signedIn),
  page("/account/tokens", signedIn),

  page("/apps", signedIn),
  page("/apps/new", signedIn),
  page("/apps/[app]", consumers("viewer")),
  page("/apps/[app]/calls", consumers("viewer")),
  page("/apps/[app]/clients/new", consumers("viewer")),
  page("/apps/[app]/keys/new", consumers("viewer")),
  page("/apps/[app]/subscribe", consumers("viewer")),
  answers("/apps/[app]/recent-calls", consumers("viewer")),

  page("/organisation", signedIn),
  page("/organisation/activity", ofOwnOrganisation("orgAdmin")),
  page("/organisation/new", signedIn),
  page("/organisation/members/[user]", consumers("orgAdmin")),
  page("/organisation/teams/[team]", consumers("viewer")),
  page("/organisation/tokens", ofOwnOrganisation("orgAdmin")),

  page("/publish", signedIn),
  page("/publish/new", signedIn),
  page("/publish/requests", signedIn),
  page("/publish/subscriptions", signedIn),
  page("/publish/[api]", publishers("publisherViewer")),
  page("/publish/[api]/v/[version]", publishers("publisherViewer")),
  page("/publish/[api]/v/[version]/revisions/[number]", publishers("publisherViewer")),
  page("/publish/[api]/v/[version]/upload", publishers("publisherViewer")),
];

export const adminRooms: AddressEntry[] = [
  page("/admin", permitted()),
  page("/admin/apis", permitted("catalog.read")),
  page("/admin/audit", permitted("audit.read")),
  page("/admin/brand", permitted("settings.read")),
  page("/admin/console", permitted("settings.read")),
  page("/admin/dormant", permitted("users.read")),
  page("/admin/sign-in", permitted("sso.read")),
  page("/admin/sign-in/[provider]", permitted("sso.read"), { status: [404] }),
  page("/admin/sign-in/new", permitted("sso.write")),
  page("/admin/sign-up", permitted("users.read")),
  page("/admin/terms", permitted("settings.read")),
  page("/admin/users/[user]", permitted("users.read")),
  page("/admin/view-as", permitted("view_as")),
  page("/admin/organisations", permitted("organisations.read")),
  page("/admin/organisations/[org]", permitted("organisations.read")),
  route("GET", "/admin/terms/[number]/acceptances", permitted("audit.read"), { status: [404] }),
  page("/admin/users", permitted("users.read")),
  page("/admin/access", permitted("access.read")),
  page("/admin/reviews", permitted("access.read")),
  page("/admin/reviews/[review]", permitted("access.read")),
  route("GET", "/admin/access/export", permitted("access.read")),
  route("GET", "/admin/reviews/[review]/export", permitted("access.read")),
  route("GET", "/admin/audit/export", permitted("audit.read")),
];
