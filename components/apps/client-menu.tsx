"use client";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useProved } from "#components/ui/proof.ts";
import { useToast } from "#components/ui/toast.tsx";
import { type ClientSummary, type IssuedSecret, MAX_LIVE_SECRETS } from "#server/oauth/schema.ts";
import type { CredentialActions } from "./credential-actions.ts";
import { SecretPanel } from "./secret-panel.tsx";

interface ClientMenuProps {
  client: ClientSummary;
  actions: CredentialActions;
}

/** What can be done with a client: its secrets, and its end. */
export function ClientMenu({ client, actions }: ClientMenuProps) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Secrets client={client} actions={actions} />
      <ConfirmButton
        label="Revoke"
        fullLabel={`Revoke the client ${client.name}`}
        title={`Revoke the client “${client.name}”?`}
        confirm="Revoke client"
        done={`The client “${client.name}” is revoked`}
        action={actions.revokeClient.bind(null, client.id)}
      >
        Its secrets open nothing any more, and the tokens it holds die with it. This cannot be undone.
      </ConfirmButton>
    </div>
  );
}

function Secrets({ client, actions }: ClientMenuProps) {
  const toast = useToast();
  const proved = useProved();
  const [added, setAdded] = useState<IssuedSecret | null>(null);
  const [refusal, setRefusal] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const [isCopied, setIsCopied] = useState(false);
  const [hasAsked, setHasAsked] = useState(false);
  const [isPending, startTransition] = useTransition();
  const live = client.secrets.filter(({ state }) => state === "live");

  function add() {
    startTransition(async () => {
      const answer = await proved(() => actions.addSecret(client.id));
      if (answer.ok) {
        setAdded(answer.value);
        setIsCopied(false);
        setHasAsked(false);
      }
      setRefusal(answer.ok ? "" : answer.message);
    });
  }

  function revoke(secretId: string, hint: string) {
    startTransition(async () => {
      const answer = await actions.revokeSecret(client.id, secretId);
      if (answer.ok) toast(`The secret ending in ${hint} is revoked`, { tone: "good" });
      setRefusal(answer.ok ? "" : answer.message);
    });
  }

  /** Closing over a secret that was not copied asks once. */
  function change(open: boolean) {
    if (!open && added && !isCopied && !hasAsked) return setHasAsked(true);
    setIsOpen(open);
    if (open) {
      setAdded(null);
      setHasAsked(false);
      setRefusal("");
    }
  }

  return (
    <Dialog
      open={isOpen}
      trigger={
        <Button size="sm" aria-label={`Secrets of ${client.name}`}>
          Secrets
        </Button>
      }
      title={`Secrets of ${client.name}`}
      description="Two may live at once, so that you can change over without a gap: add one, put it in place, revoke the other."
      onOpenChange={change}
    >
      {refusal ? <Notice tone="danger" title={refusal} isLive /> : null}
      {hasAsked && !isCopied ? (
        <Notice tone="attention" title="The secret is not copied yet" isLive>
          Nobody can show it to you again. Copy it, or close once more to leave it.
        </Notice>
      ) : null}
      {added ? (
        <SecretPanel
          title="The new secret"
          secretLabel="Client secret"
          secret={added.secret}
          what="client secret"
          onCopied={() => setIsCopied(true)}
        />
      ) : (
        <>
          <ul className="divide-y divide-rule">
            {live.map((secret) => (
              <li key={secret.id} className="flex items-center justify-between gap-3 py-2">
                <code className="font-mono text-sm">…{secret.hint}</code>
                {live.length > 1 ? (
                  <Button
                    size="sm"
                    disabled={isPending}
                    aria-label={`Revoke secret ending in ${secret.hint}`}
                    onClick={() => revoke(secret.id, secret.hint)}
                  >
                    Revoke secret
                  </Button>
                ) : (
                  <span className="text-caption text-muted">The only one</span>
                )}
              </li>
            ))}
          </ul>
          {live.length < MAX_LIVE_SECRETS ? (
            <div>
              <Button onClick={add} pending={isPending}>
                Add a secret
              </Button>
            </div>
          ) : (
            <p className="text-sm text-muted">Revoke one of the two before adding another.</p>
          )}
        </>
      )}
    </Dialog>
  );
}
