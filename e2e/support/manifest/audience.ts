import { type PlatformPermission, type PlatformRole, platformMay } from "#lib/platform-permissions.ts";

/**
 * Who asks. The first four are nobody to the portal: without a session, or with one that is over. Consumers are members
 * of the organisation whose app the addresses name; publishers, of the one whose API they name.
 */
export const OUTSIDERS = ["visitor", "expired", "revoked", "suspended"] as const;
const CONSUMERS = ["viewer", "developer", "orgAdmin", "owner"] as const;
const PUBLISHERS = ["publisherViewer", "publisherDeveloper", "publisherOwner"] as const;
/** Owners of other organisations, which have nothing to do with what the addresses name. */
const STRANGERS = ["stranger", "otherPublisher"] as const;
/** Holders of the platform's roles, each alone in an organisation of their own. */
const PLATFORM = ["moderator", "auditor", "accessManager", "platformAdmin"] as const;

export const PLATFORM_ROLE_OF: Record<(typeof PLATFORM)[number], PlatformRole> = {
  moderator: "moderator",
  auditor: "auditor",
  accessManager: "access_manager",
  platformAdmin: "admin",
};

export const CALLERS = [...OUTSIDERS, ...CONSUMERS, ...PUBLISHERS, ...STRANGERS, ...PLATFORM] as const;
export type Caller = (typeof CALLERS)[number];

/** The callers who are let in; what everybody else is answered follows from what the address is. */
export type Audience = readonly Caller[];

/** Everybody, signed in or not. */
export const everyone: Audience = [...CALLERS];

/** Whoever has a session that holds. */
export const signedIn: Audience = CALLERS.filter((caller) => !isOutsider(caller));

/** Members of the app's organisation with this role or a higher one. */
export function consumers(least: (typeof CONSUMERS)[number]): Audience {
  return CONSUMERS.slice(CONSUMERS.indexOf(least));
}

/** Members of the API's organisation with this role or a higher one. */
export function publishers(least: (typeof PUBLISHERS)[number]): Audience {
  return PUBLISHERS.slice(PUBLISHERS.indexOf(least));
}

/** Members with this role or a higher one in whichever organisation they act for. */
export function ofOwnOrganisation(least: (typeof CONSUMERS)[number]): Audience {
  const publishing = { viewer: 0, developer: 1, orgAdmin: 2, owner: 2 }[least];
  return [...consumers(least), ...PUBLISHERS.slice(publishing), ...STRANGERS, ...PLATFORM];
}

/** Members with this role or a higher one of any publishing organisation. */
export function ofAnyPublisher(least: (typeof PUBLISHERS)[number]): Audience {
  return [...publishers(least), "otherPublisher"];
}

/** Whoever may do this for the whole portal; without a permission, whoever has any platform role. */
export function permitted(permission?: PlatformPermission): Audience {
  return PLATFORM.filter((caller) => !permission || platformMay(PLATFORM_ROLE_OF[caller], permission));
}

export function either(...audiences: Audience[]): Audience {
  return CALLERS.filter((caller) => audiences.some((audience) => audience.includes(caller)));
}

export function isOutsider(caller: Caller): boolean {
  return (OUTSIDERS as readonly Caller[]).includes(caller);
}
