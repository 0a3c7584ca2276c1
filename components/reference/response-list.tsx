import { Badge } from "#components/ui/badge.tsx";
import type { CompiledResponse } from "#server/specs/schema.ts";
import { freeIds } from "./free-ids.ts";
import { described, html } from "./html.ts";
import { Markup } from "./markup.tsx";
import { MediaList } from "./media-list.tsx";
import { headersHtml } from "./parameters-html.ts";
import { statusTone, statusWords } from "./status-words.ts";
import type { SchemaHref } from "./type-language.ts";

interface ResponseListProps {
  responses: CompiledResponse[];
  href: SchemaHref;
  operationHref: (key: string) => string;
  /** Level of each response's heading. */
  level?: 3 | 4;
  /** Keeps ids of several lists on one page apart. */
  prefix?: string;
}

/** Every answer by status; the first success stands open. */
export function ResponseList({ responses, href, operationHref, level = 3, prefix = "" }: ResponseListProps) {
  const Heading = level === 3 ? "h3" : "h4";
  const open = responses.find(({ status }) => /^2/.test(status)) ?? responses[0];
  return (
    <div className="border-b border-rule">
      {responses.map((response) => {
        const id = `${prefix}response-${response.status}`;
        return (
          <div key={response.status} className="response relative border-t border-rule">
            <details className="disclosure py-3" open={response === open}>
              <summary>
                <Heading
                  id={id}
                  className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-semibold"
                >
                  <Badge tone={statusTone(response.status)}>{response.status}</Badge>
                  {response.summary ?? statusWords(response.status)}
                </Heading>
              </summary>
              <div className="mt-2 flex flex-col gap-3 pl-4">
                {response.descriptionHtml ? (
                  <Markup className="md" html={described(response.descriptionHtml)} />
                ) : null}
                {response.media.length > 0 ? (
                  <MediaList media={response.media} view={{ href, idPrefix: id, direction: "response" }} />
                ) : (
                  <p className="text-sm text-muted">Without content.</p>
                )}
                {response.headers.length > 0 ? (
                  <details className="disclosure">
                    <summary className="text-caption text-muted">
                      {response.headers.length} {response.headers.length === 1 ? "header" : "headers"}
                    </summary>
                    <Markup html={headersHtml(response.headers, { href, idPrefix: id })} />
                  </details>
                ) : null}
                {response.links.length > 0 ? (
                  <Markup className="md" html={linksHtml(response, operationHref, id)} />
                ) : null}
              </div>
            </details>
            <a
              className="anchor absolute top-3 right-0"
              href={`#${id}`}
              aria-label={`Link to response ${response.status}`}
            >
              #
            </a>
          </div>
        );
      })}
    </div>
  );
}

function linksHtml(response: CompiledResponse, operationHref: (key: string) => string, prefix: string) {
  const free = freeIds();
  const items = response.links.map((link) => {
    const { name, operationKey, target, parameters = [], requestBody, server, descriptionHtml } = link;
    const called = target && html`<code>${target}</code>`;
    const values = [
      ...parameters.map((one) => html`<li><code>${one.name}</code> from <code>${one.value}</code></li>`),
      ...(requestBody === undefined ? [] : [html`<li>body from <code>${requestBody}</code></li>`]),
      ...(server ? [html`<li>at <code>${server.url}</code></li>`] : []),
    ];
    const id = free(`${prefix}-link.${name}`);
    return html`<li id="${id}">${name}<a class="anchor" href="#${encodeURIComponent(id)}" aria-label="Link to ${name}">#</a>${target && html`: ${operationKey ? html`<a href="${operationHref(operationKey)}">${called}</a>` : called}`}${
      descriptionHtml && html` ${described(descriptionHtml)}`
    }${values.length > 0 && html`<ul>${values}</ul>`}</li>`;
  });
  return html`<p>What can follow:</p><ul>${items}</ul>`;
}
