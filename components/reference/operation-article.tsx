import type { ReactNode } from "react";
import { SkipLink } from "#components/ui/skip-link.tsx";
import { routes } from "#lib/routes.ts";
import {
  type DocumentOverview,
  type OperationPage,
  PARAMETER_PLACES,
  type ParameterPlace,
} from "#server/specs/schema.ts";
import { CallbackList } from "./callback-list.tsx";
import { ExampleList, leftOut, requestExamples, responseExamples } from "./example-list.tsx";
import { ExternalLink } from "./external-link.tsx";
import { described } from "./html.ts";
import { Markup } from "./markup.tsx";
import { MediaList } from "./media-list.tsx";
import { OperationPath } from "./operation-path.tsx";
import { AboutPath, OtherTags, Security, Standing } from "./operation-standing.tsx";
import { OperationSteps } from "./operation-steps.tsx";
import { PLACE_NAMES, parametersHtml } from "./parameters-html.ts";
import { ResponseList } from "./response-list.tsx";
import { SectionTitle } from "./section-title.tsx";
import { ServerList } from "./server-list.tsx";

interface OperationArticleProps {
  api: string;
  version: string;
  page: OperationPage;
  overview: DocumentOverview;
  /** Null where calling makes no sense: webhooks, retired versions, paths that lead elsewhere. */
  samples: ReactNode | null;
  /** What the operation can be taken along as; stands under its path. */
  takeAlong?: ReactNode;
  /** Opens the console; stands under the samples. */
  tryIt?: ReactNode;
}

/** One operation, whole: prose and schemas in the middle, code beside it on wide screens and after it on narrow ones. */
export function OperationArticle({
  api,
  version,
  page,
  overview,
  samples,
  takeAlong,
  tryIt,
}: OperationArticleProps) {
  const { operation } = page;
  const href = (key: string) => routes.schema(api, version, key);
  const operationHref = (key: string) => routes.operation(api, version, key);
  return (
    <article className="grid grid-cols-1 gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,45rem)_minmax(21rem,1fr)]">
      {samples ? <SkipLink to="call">Skip to the call</SkipLink> : null}
      <div className="min-w-0">
        <header className="flex flex-col gap-4">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 text-2xl break-words">{operation.summary || operation.path}</h1>
            <Standing operation={operation} />
          </div>
          {operation.isWebhook ? (
            <p className="text-sm text-muted">
              This API sends this call to your server; you receive and answer it.
            </p>
          ) : null}
          <OperationPath method={operation.method} path={operation.path} />
          <Security operation={operation} schemes={overview.securitySchemes} />
          <OtherTags operation={operation} tagHref={(key) => routes.tag(api, version, key)} />
          {takeAlong}
        </header>
        {operation.descriptionHtml && !saysTheSame(operation.descriptionHtml, operation.summary) ? (
          <Markup className="prose mt-6" html={described(operation.descriptionHtml, 2)} />
        ) : null}
        {operation.externalDocs ? <ExternalLink docs={operation.externalDocs} /> : null}
        <AboutPath operation={operation} />
        {operation.servers.length > 0 ? (
          <section aria-labelledby="servers" className="mt-10">
            <SectionTitle id="servers">Where to call</SectionTitle>
            <ServerList servers={operation.servers} sandbox={null} />
          </section>
        ) : null}
        {PARAMETER_PLACES.map((place) => (
          <Parameters key={place} place={place} page={page} href={href} />
        ))}
        {operation.requestBody ? (
          <section aria-labelledby="request-body" className="mt-10">
            <SectionTitle id="request-body">
              {operation.isWebhook ? "What is sent" : "Request body"}
              <span className="ml-2 text-xs font-medium text-danger">
                {operation.requestBody.isRequired ? "required" : ""}
              </span>
            </SectionTitle>
            {operation.requestBody.descriptionHtml ? (
              <Markup className="md mb-2" html={described(operation.requestBody.descriptionHtml)} />
            ) : null}
            <MediaList
              media={operation.requestBody.media}
              view={{ href, idPrefix: "body", ...(!operation.isWebhook && { direction: "request" }) }}
            />
          </section>
        ) : null}
        {operation.responses.length > 0 ? (
          <section aria-labelledby="responses" className="mt-10">
            <SectionTitle id="responses">
              {operation.isWebhook ? "What you answer" : "Responses"}
            </SectionTitle>
            <ResponseList responses={operation.responses} href={href} operationHref={operationHref} />
          </section>
        ) : null}
        <CallbackList
          callbacks={operation.callbacks}
          schemes={overview.securitySchemes}
          href={href}
          operationHref={operationHref}
        />
      </div>
      <aside aria-label="Code" className="min-w-0">
        <div className="code-column flex flex-col gap-6">
          {samples ? (
            <section id="call" tabIndex={-1} aria-labelledby="sample" className="scroll-mt-24 outline-none">
              <h2 id="sample" className="mb-2 text-sm font-semibold">
                Call it
              </h2>
              {samples}
              {tryIt}
            </section>
          ) : null}
          <ExampleList
            title="Request example"
            name="request-example"
            entries={requestExamples(operation)}
            left={leftOut(operation.requestBody?.media)}
          />
          <ExampleList
            title="Response example"
            name="response-example"
            entries={responseExamples(operation)}
            left={leftOut(operation.responses.flatMap(({ media }) => media))}
          />
        </div>
      </aside>
      <div className="min-w-0">
        <OperationSteps api={api} version={version} previous={page.previous} next={page.next} />
      </div>
    </article>
  );
}

interface ParametersProps {
  place: ParameterPlace;
  page: OperationPage;
  href: (key: string) => string;
}

function Parameters({ place, page, href }: ParametersProps) {
  const parameters = page.operation.parameters.filter((parameter) => parameter.in === place);
  if (parameters.length === 0) return null;
  return (
    <section aria-labelledby={`${place}-parameters`} className="mt-10">
      <SectionTitle id={`${place}-parameters`}>{PLACE_NAMES[place]}</SectionTitle>
      <Markup html={parametersHtml(parameters, { href })} />
    </section>
  );
}

/** Many documents repeat the summary as the description; once is enough. */
function saysTheSame(markup: string, summary: string): boolean {
  return markup.replace(/<\/?p>/g, "").trim() === summary.trim();
}
