/** What the portal answers when the sandbox's short-lived key of an app is asked for. */
export type TrialAnswer =
  | {
      kind: "ready";
      key: string;
      expiresAt: string;
      app: { id: string; name: string };
      apps: { id: string; name: string }[];
    }
  | { kind: "signed-out"; href: string }
  | { kind: "no-app"; href: string }
  | { kind: "refused"; message: string; href?: string };

export type FetchTrial = (input: { api: string; version: string; app?: string }) => Promise<TrialAnswer>;
