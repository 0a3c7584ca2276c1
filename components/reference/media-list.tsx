import type { CompiledMedia } from "#server/specs/schema.ts";
import { html } from "./html.ts";
import { Markup } from "./markup.tsx";
import { namesHtml, plainTypeLine, type SchemaView, schemaHtml } from "./schema-html.ts";

interface MediaListProps {
  media: CompiledMedia[];
  view: SchemaView;
}

/** A body by media type: the first one open, the others on demand. */
export function MediaList({ media, view }: MediaListProps) {
  return (
    <div className="flex flex-col gap-2">
      {media.map((entry, i) => (
        <details key={entry.mediaType} className="disclosure" open={i === 0}>
          <summary className="min-h-6 text-sm">
            <Markup className="param-head" html={headline(entry)} />
          </summary>
          <MediaSchema media={entry} view={i === 0 ? view : { href: view.href }} />
        </details>
      ))}
    </div>
  );
}

function headline(media: CompiledMedia) {
  const schema = media.schema ?? media.itemSchema;
  return html`<code class="name">${media.mediaType}</code>${schema && plainTypeLine(schema)}${
    media.itemSchema && !media.schema && html`<span class="flag">one after another</span>`
  }`;
}

function MediaSchema({ media, view }: { media: CompiledMedia; view: SchemaView }) {
  const schema = media.schema ?? media.itemSchema;
  if (!schema) return <p className="mt-1 text-sm text-muted">The document does not say what it contains.</p>;
  return <Markup className="mt-1" html={html`${namesHtml(schema, view)}${schemaHtml(schema, view)}`} />;
}
