import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import { MailReader } from "#components/identity/mail-reader.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { routes } from "#lib/routes.ts";
import type { SearchPage } from "#lib/search-page.ts";
import { getDevMail, listDevMails } from "#server/notify/index.ts";
import { env } from "#server/platform/env.ts";
import { currentContext } from "#server/platform/session.ts";

export const metadata: Metadata = { title: "Mailbox", robots: { index: false } };

export default async function DevMailPage({ searchParams }: SearchPage) {
  if (!env().DEV_MAIL) notFound();
  const ctx = await currentContext();
  const mails = await listDevMails(ctx);
  const { id } = await searchParams;
  const chosen = mails.find((mail) => mail.id === id) ?? mails[0];
  const mail = chosen && (await getDevMail(ctx, chosen.id));
  const nonce = (await headers()).get("x-nonce") ?? "";
  return (
    <>
      <PageHeader
        title="Mailbox"
        lead="Every mail this portal would have sent, for everybody. It is here because DEV_MAIL is on; a portal for real people has it off."
      />
      {mail ? (
        <div className="grid gap-6 lg:grid-cols-[20rem_1fr]">
          <nav aria-label="Mails" className="min-w-0">
            <ul className="flex flex-col gap-1">
              {mails.map(({ id: mailId, to, subject, createdAt }) => (
                <li key={mailId}>
                  {/* A whole load: the mail's styles carry this answer's nonce, which an open page does not know. */}
                  <a
                    href={`${routes.devMail()}?id=${mailId}`}
                    aria-current={mailId === mail.id ? "page" : undefined}
                    className="block rounded-md border border-transparent px-3 py-2 text-sm no-underline hover:bg-hover aria-[current]:border-accent-line aria-[current]:bg-accent-soft"
                  >
                    <span className="block truncate font-medium text-ink">{subject}</span>
                    <span className="flex justify-between gap-3 text-caption text-muted">
                      <span className="truncate">{to}</span>
                      <RelativeTime at={createdAt} now={ctx.now} />
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <MailReader mail={mail} nonce={nonce} />
        </div>
      ) : (
        <EmptyState icon={<Inbox />} title="No mails yet">
          <Link href={routes.signUp()} className="text-accent underline underline-offset-2">
            Sign up
          </Link>
          , and the mail that confirms your address lands here.
        </EmptyState>
      )}
    </>
  );
}
