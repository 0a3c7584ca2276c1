"use client";
import Link from "next/link";
import { useState } from "react";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { routes } from "#lib/routes.ts";
import type { FirstKey } from "#server/credentials/schema.ts";
import { CallSamples } from "./call-samples.tsx";
import { type PreparedCall, withKey } from "./prepared-call.ts";
import { RunCall } from "./run-call.tsx";
import { SecretPanel } from "./secret-panel.tsx";

/** The issued key with the call that works at once. */
export function FirstKeyPanel({ issued, call }: { issued: FirstKey; call: PreparedCall | null }) {
  const { app, secret, subscription } = issued;
  const [isWorking, setIsWorking] = useState(false);
  const ready = call && withKey(call, secret);
  return (
    <SecretPanel title="Your key is ready" secretLabel="API key" secret={secret} what="key">
      {subscription.state === "pending" ? (
        <Notice tone="attention" title="Waiting for the publisher">
          The plan {subscription.plan.name} is given by hand. The key works from the moment the publisher says
          yes; you will hear by e-mail.
        </Notice>
      ) : ready ? (
        <div className="flex min-w-0 flex-col gap-4">
          <h3 className="text-lg">Make your first call</h3>
          <RunCall call={ready.call} onAnswer={(status) => setIsWorking((was) => was || status < 300)} />
          <CallSamples {...ready} />
        </div>
      ) : null}
      <div className="flex flex-col gap-3 border-t border-rule pt-5">
        <p className="text-sm text-muted">
          {isWorking ? "That was your first call. " : ""}
          Calls show up on the page of{" "}
          <Link
            href={routes.app(app.id)}
            className="font-medium text-ink underline decoration-accent-line underline-offset-2 hover:decoration-accent"
          >
            {app.name}
          </Link>{" "}
          within seconds, with their status and what went wrong, if anything did.
        </p>
        <div className="flex flex-wrap gap-2">
          <LinkButton href={routes.app(app.id)}>Open {app.name}</LinkButton>
          <LinkButton href={routes.apps()} variant="quiet">
            All apps
          </LinkButton>
        </div>
      </div>
    </SecretPanel>
  );
}
