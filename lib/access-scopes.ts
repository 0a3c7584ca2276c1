/** What an access token may be allowed, in the order in which it is offered; "<resource>:read" or "<resource>:write". */
export const ACCESS_SCOPES = [
  "apis:read",
  "apis:write",
  "revisions:write",
  "apps:read",
  "apps:write",
  "keys:write",
] as const;
export type AccessScope = (typeof ACCESS_SCOPES)[number];

interface ScopeWords {
  /** Said where a person chooses or confirms. */
  meaning: string;
  /** Of use only in an organisation that owns APIs. */
  isForPublishers: boolean;
}

export const SCOPE_WORDS: Record<AccessScope, ScopeWords> = {
  "apis:read": { meaning: "Read the APIs that you can see", isForPublishers: false },
  "apis:write": { meaning: "Create and change APIs, versions and plans", isForPublishers: true },
  "revisions:write": { meaning: "Upload and publish documents", isForPublishers: true },
  "apps:read": { meaning: "Read apps, keys' states and usage", isForPublishers: false },
  "apps:write": { meaning: "Create and change apps and subscriptions", isForPublishers: false },
  "keys:write": { meaning: "Issue and revoke credentials", isForPublishers: false },
};

/** The scopes worth offering in an organisation, with their words. */
export function scopesFor(isPublisher: boolean): { scope: AccessScope; meaning: string }[] {
  return ACCESS_SCOPES.filter((scope) => isPublisher || !SCOPE_WORDS[scope].isForPublishers).map((scope) => ({
    scope,
    meaning: SCOPE_WORDS[scope].meaning,
  }));
}

/** What a scope means, in words; the scope itself when it is none of today's. */
export function meaningOf(scope: string): string {
  const known = ACCESS_SCOPES.find((name) => name === scope);
  return known ? SCOPE_WORDS[known].meaning : scope;
}
