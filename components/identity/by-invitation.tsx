import { MailCheck } from "lucide-react";

/** In place of the form where accounts are by invitation and nobody invited this visitor. */
export function ByInvitation() {
  return (
    <div className="flex gap-3 text-sm">
      <MailCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
      <div className="flex flex-col gap-2">
        <p className="font-medium text-ink">Accounts here are by invitation</p>
        <p className="text-muted">
          Were you invited? Open the link in the mail: it brings you back here, with a form for your account.
          If not, ask the people you work with, or whoever runs this portal. Reading needs no account.
        </p>
      </div>
    </div>
  );
}
