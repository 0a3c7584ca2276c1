"use client";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ClientSummary, IssuedSecret } from "#server/oauth/schema.ts";
import type { CredentialActions } from "./credential-actions.ts";
import { SecretPanel } from "./secret-panel.tsx";

interface ClientMenuProps {
  client: ClientSummary;
  actions: CredentialActions;
}

/** What can be done with a client: its secrets, and its end. */
export function ClientMenu({ client, actions }: ClientMenuProps) {
  const toast = useToast();
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <Secrets client={client} actions={actions} />
      <ConfirmDialog
        trigger={
          <Button size="sm" aria-label={`Revoke the client ${client.name}`}>
            Revoke
          </Button>
        }
        title={`Revoke the client “${client.name}”?`}
        confirm="Revoke client"
        onConfirm={async () => {
          const answer = await actions.revokeClient(client.id);
          if (answer.ok) toast(`The client “${client.name}” is revoked`, { tone: "good" });
          return answer;
        }}
      >
        Its secrets open nothing any more, and the tokens it holds die with it. This cannot be undone.
      </ConfirmDialog>
    </div>
  );
}

function Secrets({ client, actions }: ClientMenuProps) {
  const [added, setAdded] = useState<IssuedSecret | null>(null);
  const [refusal, setRefusal] = useState("");
  const [isPending, startTransition] = useTransition();
  const live = client.secrets.filter(({ state }) => state === "live");

  function add() {
    startTransition(async () => {
      const answer = await actions.addSecret(client.id);
      if (answer.ok) setAdded(answer.value);
      setRefusal(answer.ok ? "" : answer.message);
    });
  }

  return (
    <Dialog
      trigger={
        <Button size="sm" aria-label={`Secrets of ${client.name}`}>
          Secrets
        </Button>
      }
      title={`Secrets of ${client.name}`}
      description="Two may live at once, so that you can change over without a gap: add one, put it in place, revoke the other."
      onOpenChange={(isOpen) => (isOpen ? setAdded(null) : undefined)}
    >
      {refusal ? <Notice tone="danger" title={refusal} isLive /> : null}
      {added ? (
        <SecretPanel
          title="The new secret"
          secretLabel="Client secret"
          secret={added.secret}
          what="client secret"
        />
      ) : (
        <>
          <ul className="divide-y divide-rule">
            {live.map((secret) => (
              <li key={secret.id} className="flex items-center justify-between gap-3 py-2">
                <code className="font-mono text-sm">…{secret.hint}</code>
                <Button
                  size="sm"
                  disabled={live.length < 2}
                  onClick={() =>
                    startTransition(async () => void (await actions.revokeSecret(client.id, secret.id)))
                  }
                >
                  Revoke secret
                </Button>
              </li>
            ))}
          </ul>
          <div>
            <Button onClick={add} pending={isPending}>
              Add a secret
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
