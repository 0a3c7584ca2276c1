import type { CompiledMedia, SchemaNode } from "#server/specs/schema.ts";
import { encodingHtml } from "./encoding-html.ts";
import { type Html, html } from "./html.ts";
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
          <MediaSchema media={entry} view={i === 0 ? view : elsewhere(view, i)} />
        </details>
      ))}
    </div>
  );
}

/** Bodies of several media types have rows of the same names; their ids stay apart. */
function elsewhere({ idPrefix, ...view }: SchemaView, index: number): SchemaView {
  return { ...view, ...(idPrefix && { idPrefix: `${idPrefix}-${index + 1}` }) };
}

function headline(media: CompiledMedia) {
  const schema = media.schema ?? media.itemSchema;
  return html`<code class="name">${media.mediaType}</code>${schema && plainTypeLine(schema)}${
    media.itemSchema && !media.schema && html`<span class="flag">one after another</span>`
  }`;
}

function MediaSchema({ media, view }: { media: CompiledMedia; view: SchemaView }) {
  const { schema, itemSchema } = media;
  const encoding = encodingHtml(media, view);
  return (
    <>
      {schema ? <Markup className="mt-1" html={rememberedHtml(schema, view)} /> : null}
      {itemSchema ? (
        <>
          <p className="mt-1 text-sm text-muted">A stream: each item, one after another, is</p>
          <Markup className="mt-1" html={rememberedHtml(itemSchema, schema ? { href: view.href } : view)} />
        </>
      ) : null}
      {schema || itemSchema ? null : (
        <p className="mt-1 text-sm text-muted">The document does not say what it contains.</p>
      )}
      {encoding ? <Markup className="mt-2" html={encoding} /> : null}
    </>
  );
}

/** A compiled page is kept as long as it is read, and its schemas' markup with it: it depends on nothing but its place. */
const remembered = new WeakMap<SchemaNode, { place: string; markup: Html }>();

function rememberedHtml(schema: SchemaNode, view: SchemaView): Html {
  const place = `${view.href("")} ${view.idPrefix ?? ""} ${view.direction ?? ""}`;
  const known = remembered.get(schema);
  if (known?.place === place) return known.markup;
  const markup = html`${namesHtml(schema, view)}${schemaHtml(schema, view)}`;
  remembered.set(schema, { place, markup });
  return markup;
}
