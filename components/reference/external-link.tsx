import type { ExternalDocs } from "#server/specs/schema.ts";
import { described } from "./html.ts";
import { Markup } from "./markup.tsx";

/** Documentation that lies elsewhere, with what it is about. */
export function ExternalLink({ docs }: { docs: ExternalDocs }) {
  if (!/^https?:\/\//i.test(docs.url)) return null;
  return (
    <div className="mt-3 text-sm">
      {docs.descriptionHtml ? <Markup className="md" html={described(docs.descriptionHtml)} /> : null}
      <a
        href={docs.url}
        rel="noreferrer"
        className="text-accent underline decoration-accent-line underline-offset-2 hover:decoration-current"
      >
        Further documentation
      </a>
    </div>
  );
}
