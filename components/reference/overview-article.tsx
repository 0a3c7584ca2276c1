import { routes } from "#lib/routes.ts";
import type { DocumentOverview, OperationSummary } from "#server/specs/schema.ts";
import { DocumentFacts } from "./document-facts.tsx";
import { ExternalLink } from "./external-link.tsx";
import { described } from "./html.ts";
import { Markup } from "./markup.tsx";
import { OperationRows } from "./operation-rows.tsx";
import { SchemeList } from "./scheme-list.tsx";
import { SectionTitle } from "./section-title.tsx";
import { SecurityNeeds } from "./security-needs.tsx";
import { ServerList } from "./server-list.tsx";
import { TagGroups } from "./tag-groups.tsx";

interface OverviewArticleProps {
  api: string;
  version: string;
  overview: DocumentOverview;
  webhooks: OperationSummary[];
  /** The address to try calls at; null when the version cannot be called any more. */
  sandbox: string | null;
}

/** What a document says of itself: prose, servers, credentials, its tags and webhooks. */
export function OverviewArticle({ api, version, overview, webhooks, sandbox }: OverviewArticleProps) {
  const { descriptionHtml, externalDocs, securitySchemes, security, tags } = overview;
  return (
    <>
      {descriptionHtml ? <Markup className="prose" html={described(descriptionHtml, 2)} /> : null}
      {externalDocs ? <ExternalLink docs={externalDocs} /> : null}
      <DocumentFacts overview={overview} />
      <section aria-labelledby="servers" className="mt-10">
        <SectionTitle id="servers">Where to call</SectionTitle>
        <ServerList servers={overview.servers} sandbox={sandbox} />
      </section>
      {securitySchemes.length > 0 ? (
        <section aria-labelledby="authentication" className="mt-10">
          <SectionTitle id="authentication">Authentication</SectionTitle>
          {security.length > 0 ? (
            <div className="my-2">
              <p className="mb-1 text-sm text-muted">Where an operation says nothing else:</p>
              <SecurityNeeds security={security} schemes={securitySchemes} />
            </div>
          ) : null}
          <SchemeList schemes={securitySchemes} />
        </section>
      ) : null}
      <section aria-labelledby="operations" className="mt-10">
        <SectionTitle id="operations">Operations</SectionTitle>
        {overview.operationCount > 0 || tags.length > 0 ? (
          <TagGroups api={api} version={version} tags={tags} groups={overview.tagGroups} />
        ) : (
          <p className="py-3 text-sm text-muted">This document describes webhooks or schemas only.</p>
        )}
      </section>
      {webhooks.length > 0 ? (
        <section aria-labelledby="webhooks" className="mt-10">
          <SectionTitle id="webhooks">Webhooks</SectionTitle>
          <p className="my-2 text-sm text-muted">Calls that this API makes to your server.</p>
          <OperationRows api={api} version={version} operations={webhooks} />
          {webhooks.length < overview.webhookCount ? (
            <p className="mt-2 text-caption text-muted">
              The first {webhooks.length} of {overview.webhookCount}; all are listed{" "}
              <a className="text-accent underline" href={routes.tag(api, version, webhooks[0]?.tag ?? "")}>
                by tag
              </a>
              .
            </p>
          ) : null}
        </section>
      ) : null}
    </>
  );
}
