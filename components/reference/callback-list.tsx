import type { CompiledCallback } from "#server/specs/schema.ts";
import { described } from "./html.ts";
import { Markup } from "./markup.tsx";
import { MediaList } from "./media-list.tsx";
import { ResponseList } from "./response-list.tsx";
import { SectionTitle } from "./section-title.tsx";
import type { SchemaHref } from "./type-language.ts";

interface CallbackListProps {
  callbacks: CompiledCallback[];
  href: SchemaHref;
  operationHref: (key: string) => string;
}

/** Calls that come back to the caller's own server. */
export function CallbackList({ callbacks, href, operationHref }: CallbackListProps) {
  if (callbacks.length === 0) return null;
  return (
    <section aria-labelledby="callbacks" className="mt-10">
      <SectionTitle id="callbacks">Calls to your server</SectionTitle>
      {callbacks.map((callback, i) => (
        <details
          key={`${callback.name} ${callback.expression} ${callback.method}`}
          className="disclosure border-b border-rule py-3"
        >
          <summary>
            <h3 className="min-w-0 text-sm font-semibold">
              {callback.summary || callback.name}{" "}
              <code className="text-xs font-normal break-all text-muted">
                {callback.method.toUpperCase()} {callback.expression}
              </code>
            </h3>
          </summary>
          <div className="mt-2 flex flex-col gap-3 pl-4">
            {callback.descriptionHtml ? (
              <Markup className="md" html={described(callback.descriptionHtml)} />
            ) : null}
            {callback.requestBody ? <MediaList media={callback.requestBody.media} view={{ href }} /> : null}
            <ResponseList
              responses={callback.responses}
              href={href}
              operationHref={operationHref}
              level={4}
              prefix={`callback-${i}-`}
            />
          </div>
        </details>
      ))}
    </section>
  );
}
