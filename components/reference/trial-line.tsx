import { KEY_PLACEHOLDER } from "#lib/call-draft.ts";
import { clockText } from "#lib/format.ts";
import type { TrialState } from "./use-trial.ts";

interface TrialLineProps {
  state: TrialState;
  onChoose: (app: string) => void;
  onRetry: () => void;
}

export const LINK =
  "font-medium text-ink underline decoration-accent-line underline-offset-2 hover:decoration-accent";

/** Says whose credential stands in the sample and until when, or what brings one. */
export function TrialLine({ state, onChoose, onRetry }: TrialLineProps) {
  switch (state.kind) {
    case "loading":
      return (
        <>
          <span className="needs-script">Filling in a key of your app…</span>
          <noscript>Put your own key in the place of {KEY_PLACEHOLDER}.</noscript>
        </>
      );
    case "failed":
      return (
        <>
          A key could not be fetched.{" "}
          <button type="button" onClick={onRetry} className={`min-h-6 ${LINK}`}>
            Try again
          </button>
        </>
      );
    case "signed-out":
      return <SignIn href={state.href} />;
    case "no-app":
      return (
        <>
          <a href={state.href} className={LINK}>
            Get a key
          </a>{" "}
          and this sample works as it stands.
        </>
      );
    case "refused":
      return (
        <>
          {state.message}{" "}
          {state.href ? (
            <a href={state.href} className={LINK}>
              Choose a plan
            </a>
          ) : null}
        </>
      );
    case "ready":
      return <Ready {...state} onChoose={onChoose} />;
  }
}

export function SignIn({ href }: { href: string }) {
  return (
    <>
      <a href={href} className={LINK}>
        Sign in
      </a>{" "}
      to fill in a working key.
    </>
  );
}

type ReadyProps = Extract<TrialState, { kind: "ready" }> & { onChoose: (app: string) => void };

function Ready({ app, apps, expiresAt, onChoose }: ReadyProps) {
  const until = clockText(new Date(expiresAt));
  return (
    <>
      <span>Sandbox key of</span>
      {apps.length > 1 ? (
        <select
          aria-label="App whose key is filled in"
          value={app.id}
          onChange={(event) => onChoose(event.target.value)}
          className="h-7 max-w-40 min-w-0 rounded-md border border-rule bg-raised px-1.5 font-medium text-ink pointer-coarse:h-9"
        >
          {apps.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        <span className="min-w-0 truncate font-medium text-ink">{app.name}</span>
      )}
      <span>
        filled in, until <time dateTime={expiresAt}>{until}</time>
      </span>
    </>
  );
}
