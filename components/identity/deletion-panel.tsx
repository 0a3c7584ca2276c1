import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { Answer } from "#lib/answer.ts";
import type { DeletionPreview } from "#server/privacy/schema.ts";

interface DeletionPanelProps {
  preview: DeletionPreview;
  email: string;
  action: (confirmation: string) => Promise<Answer<unknown>>;
}

/** What goes with an account and what stays, what stands in the way, and the way out. */
export function DeletionPanel({ preview, email, action }: DeletionPanelProps) {
  const { obstacles, appCount, organisations } = preview;
  return (
    <Panel title="Delete your account" lead="For good: it cannot be brought back.">
      <ul className="mb-4 max-w-prose list-disc pl-5 text-sm text-muted">
        <li>Your sessions, access tokens and ways to sign in end at once.</li>
        <li>
          Your personal space goes with {appCount === 1 ? "its app" : `its ${appCount} apps`}; their keys are
          refused within a second.
        </li>
        {organisations.length > 0 ? (
          <li>
            What you made for {organisations.join(", ")} stays there and goes on working, without your name.
          </li>
        ) : null}
        <li>The log keeps what was done here, without your name and address.</li>
      </ul>
      {obstacles.length > 0 ? (
        <Notice tone="attention" title="Not yet">
          <ul className="list-disc pl-5">
            {obstacles.map((obstacle) => (
              <li key={obstacle}>{obstacle}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <ConfirmButton
          label="Delete account"
          title="Delete your account?"
          confirm="Delete account"
          done="Your account was deleted"
          variant="danger"
          size="md"
          nameToType={email}
          action={action.bind(null, email)}
        >
          Everything listed on this page goes now. Take your data along first if you may need it.
        </ConfirmButton>
      )}
    </Panel>
  );
}
