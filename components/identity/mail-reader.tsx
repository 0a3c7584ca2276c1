import { LinkButton } from "#components/ui/link-button.tsx";
import type { OutboxMailContent } from "#server/notify/schema.ts";

/** A mail as its reader would see it: shut in a sandbox without script, its links opening in place of the page. */
export function MailReader({ mail, nonce }: { mail: OutboxMailContent; nonce: string }) {
  const link = /https?:\/\/\S+/.exec(mail.text)?.[0];
  const html = mail.html
    .replace("<head>", '<head><base target="_top">')
    .replace("<style>", `<style nonce="${nonce}">`);
  return (
    <article className="min-w-0">
      <header className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-lg font-semibold">{mail.subject}</h2>
          <p className="text-sm break-all text-muted">To {mail.to}</p>
        </div>
        {link && URL.canParse(link) ? (
          <LinkButton href={pathOf(link)} prefetch={false} variant="primary">
            Open the link
          </LinkButton>
        ) : null}
      </header>
      {mail.html ? (
        <iframe
          title={`The mail “${mail.subject}”`}
          srcDoc={html}
          sandbox="allow-top-navigation-by-user-activation"
          className="h-150 w-full rounded-lg border border-rule bg-raised"
        />
      ) : (
        <p className="text-sm text-muted">This mail was sent over SMTP; its words were forgotten then.</p>
      )}
    </article>
  );
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}
