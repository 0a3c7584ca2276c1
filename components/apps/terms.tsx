import { described } from "#components/reference/html.ts";

interface TermsProps {
  planName: string;
  /** Sanitised when it was written. */
  html: string;
  version: number;
}

/** A plan's terms, readable before they are accepted. */
export function Terms({ planName, html, version }: TermsProps) {
  if (!html) return null;
  return (
    <details className="rounded-md border border-rule bg-sunken text-sm open:pb-2" open>
      <summary className="cursor-pointer px-3.5 py-2 font-medium">
        Terms of {planName} <span className="font-normal text-muted">(version {version})</span>
      </summary>
      <section
        aria-label={`Terms of ${planName}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="prose max-h-40 overflow-y-auto px-3.5 text-sm [&_:is(h2,h3)]:mt-0! [&_:is(h2,h3)]:text-base"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by the specs compiler's Markdown
        dangerouslySetInnerHTML={{ __html: described(html, 2).text }}
      />
    </details>
  );
}
