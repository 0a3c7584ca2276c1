import type { Answer } from "#lib/answer.ts";
import { routes } from "#lib/routes.ts";
import type { TrialKey } from "#server/credentials/schema.ts";

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

/** Left out, `app` is the newest that may call the API. */
export type FetchTrial = (input: { api: string; version: string; app?: string }) => Promise<TrialAnswer>;

/** What a page does with the credential, or with the reason why there is none. */
export function toTrialAnswer(answer: Answer<TrialKey>, api: string): TrialAnswer {
  if (answer.ok) return { kind: "ready", ...answer.value, expiresAt: answer.value.expiresAt.toISOString() };
  const { code, message, detail } = answer;
  const href = typeof detail.href === "string" ? detail.href : undefined;
  if (code === "not_signed_in") return { kind: "signed-out", href: routes.signIn(routes.api(api)) };
  if (detail.isWithoutApp && href) return { kind: "no-app", href };
  return { kind: "refused", message, ...(href && { href }) };
}
