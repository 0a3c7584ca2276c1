/** On it the page that providers send people back to tells the tabs of this browser what came. */
export const RETURN_CHANNEL = "portico-oauth-return";

/** What the return page passes on: the whole query of its address. */
export interface OAuthReturn {
  query: string;
}

/** A sign-in under way; state and verifier are known to this page alone. */
export interface Authorization {
  url: string;
  state: string;
  verifier: string;
  redirectUri: string;
}
