"use client";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Trial } from "./use-trial.ts";

/** The app that the sandbox is called for, or the way to one. */
export function TrialFields({ trial }: { trial: Trial }) {
  const { answer, isLoading, fetch } = trial;
  if (!answer)
    return (
      <p className="flex items-center gap-2 text-caption text-muted" role="status">
        <Spinner /> Getting a key for the sandbox
      </p>
    );
  switch (answer.kind) {
    case "ready":
      return (
        <Select
          label="App"
          name="app"
          hint="The key fills in by itself, works in the sandbox only and lasts 15 minutes."
          value={answer.app.id}
          disabled={isLoading}
          onChange={(event) => fetch(event.target.value)}
          options={answer.apps.map(({ id, name }) => ({ value: id, label: name }))}
        />
      );
    case "signed-out":
      return (
        <Notice
          title="Sign in and a key fills in by itself"
          action={<LinkButton href={answer.href}>Sign in</LinkButton>}
        >
          Or choose above to paste a sandbox credential that you have.
        </Notice>
      );
    case "no-app":
      return (
        <Notice
          title="You have no app for this API yet"
          action={<LinkButton href={answer.href}>Get a key</LinkButton>}
        >
          It takes a minute; then the sandbox answers here.
        </Notice>
      );
    case "refused":
      return (
        <Notice
          tone="attention"
          title="No key for the sandbox"
          action={
            answer.href ? (
              <LinkButton href={answer.href}>Mend it</LinkButton>
            ) : (
              <Button onClick={() => fetch()} pending={isLoading}>
                Try again
              </Button>
            )
          }
        >
          {answer.message}
        </Notice>
      );
  }
}
