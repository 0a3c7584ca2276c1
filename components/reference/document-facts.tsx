import type { ReactNode } from "react";
import type { DocumentOverview } from "#server/specs/schema.ts";

/** Contact, licence, terms, and the address by which the document names itself. */
export function DocumentFacts({ overview }: { overview: DocumentOverview }) {
  const { contact, licence, termsOfService, self, dialect } = overview;
  const name = contact?.name ?? contact?.url ?? contact?.email;
  if (!name && !licence && !termsOfService && !self && !dialect) return null;
  return (
    <dl className="mt-6 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1 text-sm">
      {contact ? (
        <Fact label="Contact">
          {contact.url ? <WebLink href={contact.url}>{name}</WebLink> : contact.name}
          {contact.email ? (
            <>
              {contact.url || contact.name ? " · " : ""}
              <WebLink href={`mailto:${contact.email}`}>{contact.email}</WebLink>
            </>
          ) : null}
        </Fact>
      ) : null}
      {licence ? (
        <Fact label="Licence">
          {licence.url ? <WebLink href={licence.url}>{licence.name}</WebLink> : licence.name}
          {licence.identifier && licence.identifier !== licence.name ? ` (${licence.identifier})` : ""}
        </Fact>
      ) : null}
      {termsOfService ? (
        <Fact label="Terms">
          <WebLink href={termsOfService}>Terms of service</WebLink>
        </Fact>
      ) : null}
      {self ? (
        <Fact label="Document address">
          <code className="text-caption break-all">{self}</code>
        </Fact>
      ) : null}
      {dialect ? (
        <Fact label="Schema dialect">
          <code className="text-caption break-all">{dialect}</code>
        </Fact>
      ) : null}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function WebLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      className="text-accent underline decoration-accent-line underline-offset-2"
      href={href}
      rel="noreferrer"
    >
      {children}
    </a>
  );
}
