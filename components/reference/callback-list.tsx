import { Badge } from "#components/ui/badge.tsx";
import { methodWord } from "#lib/method.ts";
import type { CompiledCallback, SecuritySchemeSummary } from "#server/specs/schema.ts";
import { ExampleList, entriesOf, leftOut } from "./example-list.tsx";
import { freeIds } from "./free-ids.ts";
import { described } from "./html.ts";
import { Markup } from "./markup.tsx";
import { MediaList } from "./media-list.tsx";
import { parametersHtml } from "./parameters-html.ts";
import { ResponseList } from "./response-list.tsx";
import { SectionTitle } from "./section-title.tsx";
import { SecurityNeeds } from "./security-needs.tsx";
import { ServerList } from "./server-list.tsx";
import type { SchemaHref } from "./type-language.ts";

interface CallbackListProps {
  callbacks: CompiledCallback[];
  schemes: SecuritySchemeSummary[];
  href: SchemaHref;
  operationHref: (key: string) => string;
}

/** Calls that come back to the caller's own server. */
export function CallbackList({ callbacks, ...rest }: CallbackListProps) {
  if (callbacks.length === 0) return null;
  const free = freeIds();
  return (
    <section aria-labelledby="callbacks" className="mt-10">
      <SectionTitle id="callbacks">Calls to your server</SectionTitle>
      {callbacks.map((callback) => (
        <Callback
          key={`${callback.name} ${callback.expression} ${callback.method}`}
          callback={callback}
          id={free(`callback.${callback.name}`)}
          {...rest}
        />
      ))}
    </section>
  );
}

interface CallbackProps extends Omit<CallbackListProps, "callbacks"> {
  callback: CompiledCallback;
  id: string;
}

function Callback({ callback, id, schemes, href, operationHref }: CallbackProps) {
  const { parameters = [], security = [], servers = [], requestBody, externalDocs } = callback;
  return (
    <div className="relative border-b border-rule">
      <details className="disclosure py-3">
        <summary>
          <h3 id={id} className="min-w-0 text-sm font-semibold">
            {callback.summary || callback.name}{" "}
            <code className="text-xs font-normal break-all text-muted">
              {methodWord(callback.method)} {callback.expression}
            </code>{" "}
            {callback.isDeprecated ? <Badge tone="attention">Deprecated</Badge> : null}
          </h3>
        </summary>
        <div className="mt-2 flex flex-col gap-3 pl-4">
          {callback.descriptionHtml ? (
            <Markup className="md" html={described(callback.descriptionHtml)} />
          ) : null}
          {externalDocs ? (
            <a href={externalDocs.url} rel="noreferrer" className="text-sm text-accent underline">
              Further documentation
            </a>
          ) : null}
          {servers.length > 0 ? <ServerList servers={servers} sandbox={null} /> : null}
          {security.length > 0 ? <SecurityNeeds security={security} schemes={schemes} isSent /> : null}
          {parameters.length > 0 ? <Markup html={parametersHtml(parameters, { href }, `${id}-`)} /> : null}
          {requestBody ? (
            <MediaList
              media={requestBody.media}
              view={{ href, idPrefix: `${id}-body`, direction: "response" }}
            />
          ) : null}
          <ExampleList
            title="What is sent, by example"
            name={`${id}-example`}
            entries={entriesOf(requestBody?.media ?? [], `${id}-example`, "")}
            left={leftOut(requestBody?.media)}
            level={4}
          />
          <ResponseList
            responses={callback.responses}
            href={href}
            operationHref={operationHref}
            level={4}
            prefix={`${id}-`}
          />
        </div>
      </details>
      <a
        className="anchor absolute top-3 right-0"
        href={`#${encodeURIComponent(id)}`}
        aria-label={`Link to callback ${callback.name}`}
      >
        #
      </a>
    </div>
  );
}
